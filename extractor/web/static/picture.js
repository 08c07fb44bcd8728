// Beside the text of a plan, the picture of the page in view.
"use strict";

{
  const button = document.getElementById("picture-switch");
  const figure = document.getElementById("picture");
  const reader = document.querySelector(".reader");
  const image = figure.querySelector("img");
  const caption = figure.querySelector("figcaption");
  const marks = [...document.querySelectorAll(".page-mark")];
  let shown = null;
  let waiting = null;

  // The page whose mark was last passed at a third of the window's height; the first page before any.
  function pageInView() {
    const line = innerHeight / 3;
    const passed = marks.filter((mark) => mark.getBoundingClientRect().top < line).at(-1) ?? marks[0];
    return passed ? passed.id.replace("page-", "") : "1";
  }

  function show() {
    const page = pageInView();
    if (figure.hidden || page === shown) return;
    shown = page;
    const words = figure.dataset.alt.replace("PAGE", page);
    caption.textContent = `${words} · ${figure.dataset.drawing}`;
    const next = new Image();
    next.addEventListener("load", () => {
      if (shown !== page) return;
      image.src = next.src;
      image.alt = words;
      image.hidden = false;
      caption.textContent = words;
    });
    next.addEventListener("error", () => {
      if (shown !== page) return;
      image.hidden = true;
      caption.textContent = figure.dataset.none;
    });
    next.src = figure.dataset.address.replace("PAGE", page);
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(show, 250);
  }

  function turn(on) {
    figure.hidden = !on;
    reader.classList.toggle("pictured", on);
    button.setAttribute("aria-pressed", String(on));
    localStorage.setItem("picture", on ? "on" : "off");
    if (on) show();
  }

  button.addEventListener("click", () => turn(figure.hidden));
  addEventListener("scroll", later, { passive: true });
  if (localStorage.getItem("picture") === "on" && innerWidth > 900) turn(true);
}
