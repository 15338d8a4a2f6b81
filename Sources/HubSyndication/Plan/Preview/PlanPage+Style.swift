extension PlanPage {
  /// The page's looks: neutral, light or dark as the reader's system is, one column on a phone.
  static let style = """
    :root { --ground: #f4f5f7; --paper: #fff; --ink: #1a1d23; --soft: #555d6b; --line: #d5d9e0;
      --accent: #1d4f91; --new: #14603a; --moved: #7a4a00; --waits: #8a1c4a; }
    @media (prefers-color-scheme: dark) { :root { --ground: #14161a; --paper: #1e2127;
      --ink: #eceef2; --soft: #aab2c0; --line: #3a3f49; --accent: #8ebcff; --new: #7fd8a4;
      --moved: #f0bf74; --waits: #ff9dc3; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--ground);
      color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
    h1, h2, h3, h4, p { margin: 0 0 .5rem; line-height: 1.25; }
    h2, h3 { margin-top: 2rem; }
    a { color: var(--accent); }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .skip { position: absolute; left: -100vw; background: var(--paper); padding: .5rem; }
    .skip:focus { left: 1rem; }
    .month { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 1.5rem 0;
      background: var(--paper); }
    caption { text-align: start; font-size: 1.25rem; font-weight: 600; padding: .5rem 0; }
    th, td { border: 1px solid var(--line); padding: .35rem; vertical-align: top; text-align: start; }
    td { height: 4.5rem; }
    td.out { background: var(--ground); }
    abbr { text-decoration: none; }
    .day { color: var(--soft); font-size: .85rem; }
    td ul, .notes, .removals ul { list-style: none; margin: 0; padding: 0; }
    td a { display: block; margin: .2rem 0; padding: .1rem .3rem; border-radius: .25rem;
      border-inline-start: .25rem solid var(--line); font-size: .8rem; line-height: 1.35;
      text-decoration: none; overflow-wrap: anywhere; }
    td a:hover { text-decoration: underline; }
    .topic { color: var(--soft); }
    a.new, .post.new { border-color: var(--new); }
    a.moved, a.rewritten, .post.moved, .post.rewritten { border-color: var(--moved); }
    a.waits, .post.waits { border-color: var(--waits); }
    .posts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr));
      align-items: start; }
    .post { background: var(--paper); border: 1px solid var(--line); border-top-width: .25rem;
      border-radius: .75rem; padding: 1rem; min-width: 0; }
    .post:target { box-shadow: 0 0 0 3px var(--accent); }
    .post header { display: flex; gap: .6rem; align-items: center; margin-bottom: .6rem; }
    .face { flex: none; width: 2.5rem; height: 2.5rem; border-radius: 50%; background: var(--accent);
      color: var(--paper); display: grid; place-items: center; font-weight: 700; }
    .message .face { border-radius: .5rem; }
    h4 { margin: 0; flex: 1; overflow-wrap: anywhere; }
    h4 span { display: block; font-weight: 400; font-size: .85rem; color: var(--soft); }
    .notes { display: flex; flex-wrap: wrap; gap: .3rem; margin-bottom: .6rem; }
    .notes li { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; font-size: .8rem; }
    .words { white-space: pre-wrap; overflow-wrap: anywhere; }
    .message .words { background: var(--ground); border-radius: .25rem 1rem 1rem 1rem; padding: .6rem .8rem; }
    .link { color: var(--accent); }
    .card { display: block; margin-top: .75rem; border: 1px solid var(--line); border-radius: .6rem;
      overflow: hidden; color: inherit; text-decoration: none; padding-bottom: .6rem; }
    .message .card { border-width: 0 0 0 .25rem; border-radius: 0; }
    .card > * { display: block; padding: 0 .75rem; }
    .card img { width: 100%; aspect-ratio: 1.91; object-fit: cover; padding: 0; }
    .card .image { background: var(--ground); color: var(--soft); padding: 1.5rem .75rem; text-align: center;
      font-style: italic; }
    .card .host { color: var(--soft); font-size: .8rem; padding-top: .6rem; }
    .card .about { color: var(--soft); font-size: .9rem; max-height: 4.2em; overflow: hidden; }
    .post footer { display: flex; flex-wrap: wrap; gap: .3rem .75rem; align-items: center; margin-top: .75rem;
      color: var(--soft); font-size: .8rem; overflow-wrap: anywhere; }
    meter { width: 5rem; height: .8rem; }
    @media (max-width: 40rem) {
      .month, .month caption, .month tbody, .month tr { display: block; }
      .month thead, .month td.out, .month td.free { display: none; }
      .month td { display: flex; gap: .75rem; height: auto; }
      td ul { flex: 1; }
      .day { font-weight: 700; min-width: 1.5rem; }
      td a { padding: .45rem .5rem; font-size: .95rem; }
    }
    @media print { .skip { display: none; } .post { break-inside: avoid; } }
    """
}
