// Opens the contents beside the text; marks the heading being read where CSS can't.
document.querySelector(".toc details").open = matchMedia("(min-width:60rem)").matches
if (!CSS.supports("scroll-target-group:auto")) {
  const links = [...document.querySelectorAll(".toc a")]
  const mark = () => {
    const now = links.findLast(link =>
      document.getElementById(decodeURI(link.hash).slice(1))?.getBoundingClientRect().top < innerHeight / 3)
    links.forEach(link => link.className = link == now ? "now" : "")
  }
  addEventListener("scroll", mark)
  mark()
}
