// Addresses in text that become links.
extension BehaviourTable {
  static let linkTable: [TemplateCase] = [
    .init(
      #"{{ "see https://example.com/a?b=1&c=2 now"|urlize }}"#,
      #"see <a href="https://example.com/a?b=1&amp;c=2" rel="noopener">https://example.com/a?b=1&amp;c=2</a> now"#
    ),
    .init(
      #"{{ "http://example.com."|urlize }}"#,
      #"<a href="http://example.com" rel="noopener">http://example.com</a>."#),
    .init(
      #"{{ "(www.example.com)"|urlize }}"#,
      #"(<a href="https://www.example.com" rel="noopener">www.example.com</a>)"#),
    .init(
      #"{{ "www.example.com/a_(b)"|urlize }}"#,
      #"<a href="https://www.example.com/a_(b)" rel="noopener">www.example.com/a_(b)</a>"#),
    .init(
      #"{{ "(see https://example.com/a_(b))"|urlize }}"#,
      #"(see <a href="https://example.com/a_(b)" rel="noopener">https://example.com/a_(b)</a>)"#),
    .init(
      #"{{ "example.com, example.org!"|urlize }}"#,
      #"<a href="https://example.com" rel="noopener">example.com</a>, example.org!"#),
    .init(
      #"{{ "example.de"|urlize }}"#,
      #"example.de"#),
    .init(
      #"{{ "sub.example.info/x#y"|urlize }}"#,
      #"<a href="https://sub.example.info/x#y" rel="noopener">sub.example.info/x#y</a>"#),
    .init(
      #"{{ "http://localhost:8080/x"|urlize }}"#,
      #"<a href="http://localhost:8080/x" rel="noopener">http://localhost:8080/x</a>"#),
    .init(
      #"{{ "http://localhost:123456/x"|urlize }}"#,
      #"http://localhost:123456/x"#),
    .init(
      #"{{ "http://127.0.0.1/x"|urlize }}"#,
      #"<a href="http://127.0.0.1/x" rel="noopener">http://127.0.0.1/x</a>"#),
    .init(
      #"{{ "127.0.0.1"|urlize }}"#,
      #"127.0.0.1"#),
    .init(
      #"{{ "http://[2001:db8::1]:80/"|urlize }}"#,
      #"<a href="http://[2001:db8::1]:80/" rel="noopener">http://[2001:db8::1]:80/</a>"#),
    .init(
      #"{{ "http://[1]/"|urlize }}"#,
      #"http://[1]/"#),
    .init(
      #"{{ "http://xn--bcher-kva.example"|urlize }}"#,
      #"<a href="http://xn--bcher-kva.example" rel="noopener">http://xn--bcher-kva.example</a>"#),
    .init(
      #"{{ "https://"|urlize }}"#,
      #"https://"#),
    .init(
      #"{{ "www."|urlize }}"#,
      #"www."#),
    .init(
      #"{{ "http://exa mple.com"|urlize }}"#,
      #"<a href="http://exa" rel="noopener">http://exa</a> <a href="https://mple.com" rel="noopener">mple.com</a>"#
    ),
    .init(
      #"{{ "https://a.b"|urlize }}"#,
      #"https://a.b"#),
    .init(
      #"{{ "HTTPS://EXAMPLE.COM/X"|urlize }}"#,
      #"<a href="https://HTTPS://EXAMPLE.COM/X" rel="noopener">HTTPS://EXAMPLE.COM/X</a>"#),
    .init(
      #"{{ "<https://example.com>"|urlize }}"#,
      #"&lt;<a href="https://example.com" rel="noopener">https://example.com</a>&gt;"#),
    .init(
      #"{{ "a\thttps://example.com\nb"|urlize }}"#,
      "a\t<a href=\"https://example.com\" rel=\"noopener\">https://example.com</a>\nb"),
    .init(
      #"{{ "mailto:me@example.com"|urlize }}"#,
      #"<a href="mailto:me@example.com">me@example.com</a>"#),
    .init(
      #"{{ "me@example.com"|urlize }}"#,
      #"<a href="mailto:me@example.com">me@example.com</a>"#),
    .init(
      #"{{ "me.too+x@mail.example.com."|urlize }}"#,
      #"<a href="mailto:me.too+x@mail.example.com">me.too+x@mail.example.com</a>."#),
    .init(
      #"{{ "@a@b.com"|urlize }}"#,
      #"@a@b.com"#),
    .init(
      #"{{ "a@b"|urlize }}"#,
      #"a@b"#),
    .init(
      #"{{ "a@b.c@d.ef"|urlize }}"#,
      #"<a href="mailto:a@b.c@d.ef">a@b.c@d.ef</a>"#),
    .init(
      #"{{ "(me@example.com)"|urlize }}"#,
      #"(<a href="mailto:me@example.com">me@example.com</a>)"#),
    .init(
      #"{{ "x:me@example.com"|urlize }}"#,
      #"x:me@example.com"#),
    .init(
      #"{{ "mailto:me@example.com?cc=b"|urlize }}"#,
      #"mailto:me@example.com?cc=b"#),
    .init(
      #"{{ "https://example.com/日本語?q=ü"|urlize }}"#,
      #"<a href="https://example.com/日本語?q=ü" rel="noopener">https://example.com/日本語?q=ü</a>"#),
    .init(
      #"{{ "\"https://example.com\""|urlize }}"#,
      #"&#34;https://example.com&#34;"#),
    .init(
      #"{{ "https://example.com/'x'"|urlize }}"#,
      #"<a href="https://example.com/&#39;x&#39;" rel="noopener">https://example.com/&#39;x&#39;</a>"#
    ),
    .init(
      #"{{ "a.b.c"|urlize }}"#,
      #"a.b.c"#),
    .init(
      #"{{ "https://example..com"|urlize }}"#,
      #"https://example..com"#),
    .init(
      #"{{ "ftp://example.com"|urlize }}"#,
      #"ftp://example.com"#),
    .init(
      #"{{ "é@example.com"|urlize }}"#,
      #"<a href="mailto:é@example.com">é@example.com</a>"#),
    .init(
      #"{{ ""|urlize }}"#,
      #""#),
    .init(
      #"{{ "plain words"|urlize }}"#,
      #"plain words"#),
    .init(
      #"{{ "https://example.com/a,b."|urlize }}"#,
      #"<a href="https://example.com/a,b" rel="noopener">https://example.com/a,b</a>."#),
    .init(
      #"{{ "https://example.com:80."|urlize }}"#,
      #"<a href="https://example.com:80" rel="noopener">https://example.com:80</a>."#),
    .init(
      #"{{ "https://example.com..."|urlize }}"#,
      #"<a href="https://example.com" rel="noopener">https://example.com</a>..."#),
    .init(
      #"{{ "see https://example.com/a/long/path"|urlize(15, true, "_blank", "me <") }}"#,
      #"see <a href="https://example.com/a/long/path" rel="&lt; me nofollow noopener" target="_blank">https://example...</a>"#
    ),
    .init(
      #"{{ "https://example.com x@example.com"|urlize(rel="nofollow noopener") }}"#,
      #"<a href="https://example.com" rel="nofollow noopener">https://example.com</a> <a href="mailto:x@example.com">x@example.com</a>"#
    ),
    .init(
      #"{{ "<b>www.example.com</b>"|safe|urlize }}{{ html|urlize }}"#,
      #"<b>www.example.com</b><em>hi</em>"#),
  ]
}
