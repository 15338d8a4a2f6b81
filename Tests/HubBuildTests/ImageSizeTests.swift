import Foundation
import HubBuild
import HubTestSupport
import Testing

/// The beginnings of image files, byte by byte.
@Suite struct `Sizes of images` {
  /// What the page's `img` says, `300x200`, for an image file of these bytes.
  private func size(of bytes: [UInt8], named name: String) throws -> String {
    let hub = try TestHub(["content/news/a.md": article("A", body: "![cup](\(name))")])
    try hub.folder.write(Data(bytes), to: "content/news/" + name)
    #expect(hub.problems() == "")
    let page = try hub.output("news/a/index.html")
    let found = page.firstMatch(of: #/<img [^>]*width="(\d+)" height="(\d+)"/#)
    return found.map { "\($0.1)x\($0.2)" } ?? "none"
  }

  @Test(arguments: [
    "<svg width=\"30\" height=\"20\"/>", "<svg\n\twidth='30'\n\theight = '20px'\n>",
    "<svg viewBox=\"0 0 30 20\">", "<svg\r\nviewBox=\"0,0\n30\t20\" >",
    "<svg width=\"100%\" viewBox=\"0 0 30 20\">", "<svg data-x=\"a>b\" width=\"30\" height=\"20\">",
    "<svg stroke-width=\"2\" line-height=\"9\" viewBox=\"0 0 30 20\">",
    "\u{FEFF}<?xml version=\"1.0\"?>\n<!-- <svg width=\"1\" height=\"1\"> -->\n<svg width=\"30\" height=\"20\">",
    "<!DOCTYPE svg [ <!ENTITY a \"<svg>\"> ]><svg:svg xmlns:svg=\"x\" width=\"30\" height=\"20\">",
    "<!--" + String(repeating: "x", count: 20_000) + "--><svg width=\"30\" height=\"20\">",
  ])
  func `of an SVG stand in its root element, however it is laid out`(svg: String) throws {
    #expect(try size(of: Array(svg.utf8), named: "c.svg") == "30x20")
  }

  @Test(arguments: [
    "<html><svg width=\"30\" height=\"20\">", "<svg width=\"1em\" height=\"2em\">", "<svg", "<", "",
  ])
  func `of what is no SVG, or has no size in pixels, are unknown`(svg: String) throws {
    #expect(try size(of: Array(svg.utf8), named: "c.svg") == "none")
  }

  /// A JPEG of 300 by 200 whose frame header comes after the given segments.
  private func jpeg(_ segments: [[UInt8]]) -> [UInt8] {
    [0xFF, 0xD8] + segments.flatMap { $0 }
      + [0xFF, 0xC0, 0x00, 0x11, 0x08, 0x00, 0xC8, 0x01, 0x2C, 0x03, 0, 0, 0, 0, 0, 0, 0]
  }

  private func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let length = payload.count + 2
    return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + payload
  }

  /// Exif with one entry before the orientation.
  private func exif(orientation: UInt8, isLittle: Bool) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      let bytes = (0..<count).map { UInt8(value >> ($0 * 8) & 0xFF) }
      return isLittle ? bytes : bytes.reversed()
    }
    let entries =
      number(0x010F, 2) + number(2, 2) + number(4, 4) + [0x61, 0x62, 0x63, 0]
      + number(0x0112, 2) + number(3, 2) + number(1, 4) + number(Int(orientation), 2) + [0, 0]
    return segment(
      0xE1,
      Array("Exif\0\0".utf8) + Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
        + number(2, 2) + entries + number(0, 4))
  }

  @Test(arguments: 1...8, [true, false])
  func `of a JPEG are those in which it is shown`(orientation: Int, isLittle: Bool) throws {
    let bytes = jpeg([exif(orientation: UInt8(orientation), isLittle: isLittle)])
    #expect(try size(of: bytes, named: "c.jpg") == (orientation > 4 ? "200x300" : "300x200"))
  }

  @Test func `are found behind long profiles and previews`() throws {
    let profile = segment(0xE2, [UInt8](repeating: 7, count: 65_000))
    let bytes = jpeg([exif(orientation: 6, isLittle: false)] + Array(repeating: profile, count: 9))
    #expect(try size(of: bytes, named: "c.jpg") == "200x300")
  }

  @Test func `need no more than the beginning of a file that is too long to be read`() throws {
    let hub = try TestHub(["content/news/a.md": article("A", body: "![cup](c.jpg)")])
    try hub.folder.write(Data(jpeg([])), to: "content/news/c.jpg")
    let file = try FileHandle(
      forWritingTo: hub.folder.url.appendingPathComponent("content/news/c.jpg"))
    try file.truncate(atOffset: 65 << 20)
    try file.close()
    #expect(hub.problems() == "")
    #expect(try hub.output("news/a/index.html").contains("width=\"300\" height=\"200\""))
  }

  @Test func `of a JPEG cut short or with broken Exif do no harm`() throws {
    let whole = jpeg([exif(orientation: 6, isLittle: true)])
    for count in 0..<whole.count - 8 {
      #expect(try size(of: Array(whole[..<count]), named: "c.jpg") == "none")
    }
    var broken = whole
    // The directory lies behind the end of the segment.
    broken.replaceSubrange(16..<20, with: [0xFF, 0xFF, 0xFF, 0x7F])
    #expect(try size(of: broken, named: "c.jpg") == "300x200")
  }

  @Test func `of a PNG, a GIF and a WebP stand in their headers`() throws {
    let png =
      [0x89] + Array("PNG\r\n\u{1A}\n".utf8) + [0, 0, 0, 13] + Array("IHDR".utf8)
      + [0, 0, 1, 0x2C, 0, 0, 0, 200]
    #expect(try size(of: png, named: "c.png") == "300x200")
    let gif = Array("GIF89a".utf8) + [0x2C, 1, 200, 0]
    #expect(try size(of: gif, named: "c.gif") == "300x200")
    let webP =
      Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0]
      + [0x2B, 1, 0, 199, 0, 0]
    #expect(try size(of: webP, named: "c.webp") == "300x200")
  }
}
