// Marks the heading being read in the table of contents, where CSS alone can't yet.
if (!CSS.supports("scroll-target-group", "auto")) {
  const links = [...document.querySelectorAll(".toc a")];
  const mark = () => {
    const past = links.filter((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))
      ?.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((link) => link.classList.toggle("now", link === past.at(-1)));
  };
  addEventListener("scroll", mark);
  mark();
}
