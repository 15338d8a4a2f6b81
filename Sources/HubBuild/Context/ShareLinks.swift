import HubModel
import HubTemplates

/// A plain link with which a reader passes a page on.
final class ShareLinkView: DeclaredObject {
  private let service: ShareService
  private let page: SharedPage

  fileprivate init(_ service: ShareService, _ page: SharedPage) {
    self.service = service
    self.page = page
  }

  static let declaration = ObjectDeclaration<ShareLinkView>(
    "ShareLink", "A plain link with which a reader passes the page on.",
    fields: [
      .init("name", .string, "As the network writes itself; 'Email' for mail.") {
        $0.service.name
      },
      .init(
        "network", .string,
        "email, mastodon, bluesky, x, facebook, linkedin, telegram, whatsapp or vk."
      ) { $0.service.network },
      .init("url", .string, "The address for href.") {
        .string($0.service.address($0.page.title, $0.page.url))
      },
    ])

  /// The links for a page, in a fixed order.
  static func all(title: String, url: String) -> [ShareLinkView] {
    let page = SharedPage(title: queryText(title), url: queryText(url))
    return ShareService.all.map { ShareLinkView($0, page) }
  }
}

/// What is passed on, percent-encoded.
private final class SharedPage: Sendable {
  let title: String
  let url: String

  init(title: String, url: String) {
    self.title = title
    self.url = url
  }
}

/// Where a page can be shared, and the address that the service takes for that.
private final class ShareService: Sendable {
  let name: TemplateValue
  let network: TemplateValue
  /// Of a title and an absolute URL, both percent-encoded.
  let address: @Sendable (_ title: String, _ url: String) -> String

  init(
    name: String, network: String,
    address: @escaping @Sendable (_ title: String, _ url: String) -> String
  ) {
    self.name = .string(name)
    self.network = .string(network)
    self.address = address
  }

  static let all = [
    // RFC 6068.
    ShareService(name: "Email", network: "email") { "mailto:?subject=\($0)&body=\($1)" },
    // share.joinmastodon.org, announced on blog.joinmastodon.org in March 2026: readers choose
    // their server there; what follows # is not sent to it.
    ShareService(name: "Mastodon", network: "mastodon") {
      "https://share.joinmastodon.org/#text=\($0)%20\($1)"
    },
    // docs.bsky.app/docs/advanced-guides/intent-links
    ShareService(name: "Bluesky", network: "bluesky") {
      "https://bsky.app/intent/compose?text=\($0)%20\($1)"
    },
    // docs.x.com/x-for-websites/post-button/guides/web-intent
    ShareService(name: "X", network: "x") { "https://x.com/intent/tweet?text=\($0)&url=\($1)" },
    // The link within the code of developers.facebook.com/docs/plugins/share-button; the title
    // comes from the page.
    ShareService(name: "Facebook", network: "facebook") { _, url in
      "https://www.facebook.com/sharer/sharer.php?u=\(url)"
    },
    // Where LinkedIn itself sends its older share addresses; what it documents today is a script
    // (learn.microsoft.com/linkedin/consumer/integrations/self-serve/plugins/share-plugin). The
    // title comes from the page.
    ShareService(name: "LinkedIn", network: "linkedin") { _, url in
      "https://www.linkedin.com/sharing/share-offsite/?url=\(url)"
    },
    // core.telegram.org/widgets/share
    ShareService(name: "Telegram", network: "telegram") {
      "https://t.me/share/url?url=\($1)&text=\($0)"
    },
    // faq.whatsapp.com/general/26000030 ("click to chat"): without a number readers choose the
    // chat.
    ShareService(name: "WhatsApp", network: "whatsapp") { "https://wa.me/?text=\($0)%20\($1)" },
    // dev.vk.com/en/api/posts, "Publications from sites"; the title comes from the page.
    ShareService(name: "VK", network: "vk") { _, url in "https://vk.com/share.php?url=\(url)" },
  ]
}

/// Everything but the unreserved characters of RFC 3986 percent-encoded.
private func queryText(_ text: String) -> String {
  let bytes = text.utf8
  return String(unsafeUninitializedCapacity: 3 * bytes.count) { result in
    var count = 0
    for byte in bytes {
      if isUnreserved[Int(byte)] {
        result[count] = byte
        count += 1
      } else {
        result[count] = UInt8(ascii: "%")
        result[count + 1] = hexDigits[Int(byte >> 4)]
        result[count + 2] = hexDigits[Int(byte & 15)]
        count += 3
      }
    }
    return count
  }
}

private let hexDigits = Array("0123456789ABCDEF".utf8)

/// By byte.
private let isUnreserved: [Bool] = {
  let known = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
  return (0...255).map { known.contains($0) }
}()
