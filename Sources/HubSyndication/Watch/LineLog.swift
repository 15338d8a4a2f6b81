import Foundation
package import Logging

/// A log of lines: a time, a level, a message and what belongs to it.
package struct LineLog: LogHandler {
  package enum Format: String, CaseIterable, Sendable {
    /// `2026-11-21T08:30:00Z info published account=kiosk`.
    case text
    /// One object a line, all values texts.
    case json
  }

  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level = .info
  private let format: Format
  private let clock: any EpochClock
  private let write: @Sendable (String) -> Void

  /// - Parameters:
  ///   - format: of the lines.
  ///   - clock: their times come from it.
  ///   - write: takes one line, without its end.
  package init(
    _ format: Format, clock: any EpochClock, write: @escaping @Sendable (String) -> Void
  ) {
    self.format = format
    self.clock = clock
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let time = rfc3339(clock.now())
    let extra = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues(\.description)
    switch format {
    case .text:
      let pairs = extra.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.quoted($0.value))" }
      write("\(time) \(event.level.rawValue) \(event.message)\(pairs.joined())")
    case .json:
      let own = ["time": time, "level": event.level.rawValue, "message": "\(event.message)"]
      write(Self.json(own.merging(extra) { own, _ in own }))
    }
  }

  /// As it is where it can't be mistaken for more than one value.
  private static func quoted(_ value: String) -> String {
    let isPlain =
      !value.isEmpty
      && value.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "\"" && $0 != "="
          && $0.properties.generalCategory != .control
      }
    return isPlain ? value : json(value)
  }

  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
