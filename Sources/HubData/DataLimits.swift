/// How much a data file may hold; more is a diagnostic, not a slow build.
package enum DataLimits {
  /// The largest file or block, in bytes.
  package static let size = 1 << 20
  /// Lists and mappings inside each other.
  package static let depth = 64
  /// Values that aliases (`*name`) may add in all.
  package static let aliasedValues = 10_000
}
