import Foundation

/// A value as JSON with sorted keys: the same value gives the same bytes.
func jsonBytes(_ value: some Encodable) throws(PublishError) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  do {
    return Array(try encoder.encode(value))
  } catch {
    throw .rejected(reason: "the post can't be written as JSON")
  }
}

/// A service's JSON, or nil where it is not what it should be.
func decoded<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
  try? JSONDecoder().decode(type, from: Data(bytes))
}

/// A remote name as it may be stored and shown: not empty, bounded, without control characters.
func plausible(_ identifier: String?) -> String? {
  guard let identifier, (1...1024).contains(identifier.utf8.count),
    !identifier.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
  else { return nil }
  return identifier
}
