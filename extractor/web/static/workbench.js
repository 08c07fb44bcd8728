// The workbench in the browser: theme, the token of writes, a plan's marks and keys.
"use strict";

const root = document.documentElement;
const token = document.querySelector('meta[name="workbench-token"]').content;

// Many findings may be judged at once; each goes with the newest entry of its log that is shown.
const bulk = document.getElementById("bulk");
const picks = [...document.querySelectorAll(".pick")];
document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-Workbench-Token"] = token;
  if (!bulk?.contains(event.detail.elt)) return;
  for (const pick of picks.filter((one) => one.checked))
    event.detail.formData.append("seen", pick.closest(".fault").querySelector('[name="seen"]').value);
});

document.getElementById("theme").addEventListener("click", () => {
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});

// On a narrow window the pages stand in one row that scrolls: the one that is open is in view.
document.querySelector(".bar nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// The reviewer's name is asked for once, when something is first said; then what was pressed is done.
const dialog = document.getElementById("reviewer");
let pending = null;
if (dialog) {
  document.body.addEventListener("ask-reviewer", (event) => {
    pending = event.detail.elt;
    dialog.showModal();
  });
  dialog.querySelector("form").addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    const name = dialog.querySelector("input").value.trim();
    if (name) document.getElementById("who").textContent = name;
    const pressed = pending;
    dialog.close();
    pressed?.click();
  });
  dialog.addEventListener("close", () => (pending = null)); // what was not gone through with is not done later
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  document.getElementById("who").addEventListener("click", () => dialog.showModal());
}

// What was pressed and not done is told, until the next press: by the server where it says why, else by its answer.
const trouble = document.getElementById("trouble");
function tellTrouble(words) {
  trouble.textContent = words;
  trouble.hidden = !words;
}
document.body.addEventListener("htmx:beforeRequest", () => tellTrouble(""));
document.body.addEventListener("htmx:sendError", () => tellTrouble(trouble.dataset.gone));
document.body.addEventListener("not-kept", (event) => tellTrouble(event.detail.value));
document.body.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  const isSaid = event.detail.xhr.getResponseHeader("X-Said") !== null;
  const told = { 401: trouble.dataset.left, 403: trouble.dataset.stale }[status] ?? trouble.dataset.failed;
  tellTrouble(isSaid ? responseText : told);
});

// After a review the button that was pressed is gone: the reader stays at its finding and hears the new state.
document.body.addEventListener("htmx:afterSwap", (event) => {
  const state = document.getElementById(event.detail.target.id);
  if (!state?.matches(".state") || event.detail.xhr.status !== 200) return;
  document.getElementById("said").textContent = state.querySelector(".tag").textContent;
  if (document.activeElement !== document.body) return;
  const card = state.closest(".fault");
  (card.tabIndex < 0 ? state.querySelector("button") : card).focus({ preventScroll: true });
});

// The bar shows how many are chosen.
if (bulk) {
  const all = document.getElementById("pick-all");
  const count = () => {
    const chosen = picks.filter((pick) => pick.checked).length;
    bulk.hidden = !chosen;
    const words = document.getElementById("chosen");
    words.textContent = words.dataset.words.replace("#", chosen);
  };
  for (const pick of picks) pick.addEventListener("change", count);
  all.addEventListener("change", () => {
    for (const pick of picks) pick.checked = all.checked;
    count();
  });
}

const reader = document.querySelector(".reader");
if (reader) openReader(reader);

function openReader(reader) {
  const text = document.getElementById("text");
  const popover = document.getElementById("record");
  const findings = () =>
    [...reader.querySelectorAll(".fault")].filter((one) => one.offsetParent !== null);
  let current = -1;
  if (innerWidth <= 1280) reader.querySelector(".outline details").open = false;

  // The innermost element that begins at or before an offset of the plan's text.
  function elementAt(offset) {
    let found = null;
    for (const element of text.querySelectorAll("[data-at]")) {
      if (Number(element.dataset.at) > offset) break;
      found = element;
    }
    return found;
  }

  function marksOf(name) {
    return [...text.querySelectorAll(`[data-records~="${CSS.escape(name)}"]`)];
  }

  function unmark() {
    for (const lit of reader.querySelectorAll(".lit")) lit.classList.remove("lit");
  }

  // What a block says without its number or bullet, and the offset of that.
  function bodyOf(block) {
    const marker = block.querySelector(":scope > .marker");
    const said = block.textContent.slice(marker ? marker.textContent.length + 1 : 0);
    return [said, Number(block.dataset.body ?? block.dataset.at)];
  }

  // The words of a span, as far as its first block has them: they find it again where the text has changed since.
  const LONGEST = 100;
  function wordsAt(span) {
    const [start, end] = span.split("-").map(Number);
    const block = Number.isFinite(start) && elementAt(start);
    if (!block) return "";
    const [said, from] = bodyOf(block);
    const found = said.slice(Math.max(0, start - from), end ? Math.max(0, end - from) : undefined);
    return found.split(/\s+/).filter(Boolean).join(" ").slice(0, LONGEST).trim();
  }

  // Where these words stand, nearest to a span; null where they do not.
  function spanOf(words, span) {
    const [start, end] = span.split("-").map(Number);
    const told = words.split(" ").map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(told.join("\\s+"), "g");
    let found = null;
    for (const block of text.querySelectorAll("[data-at]")) {
      const [said, from] = bodyOf(block);
      for (const match of said.matchAll(pattern)) {
        const at = from + match.index;
        if (found === null || Math.abs(at - start) < Math.abs(found[0] - start))
          found = [at, at + Math.max(match[0].length, (end || 0) - start)];
      }
    }
    return found?.join("-") ?? null;
  }

  // The address of a place keeps its words, so that who is sent it stands at them after another scan, too.
  function keepPlace(span, finding) {
    const words = wordsAt(span);
    const told = words ? `&words=${encodeURIComponent(words)}` : "";
    history.replaceState(null, "", `#at=${span}${told}${finding ? `&finding=${finding}` : ""}`);
  }

  function goToWords(words, span) {
    if (wordsAt(span).startsWith(words)) return goTo(span);
    const found = spanOf(words, span);
    if (found === null) {
      unmark();
      return tellTrouble(reader.dataset.wordsGone.replace("#", () => words));
    }
    goTo(found);
    keepPlace(found);
  }

  // An address without words, from elsewhere: what stood there in an earlier text of this file, where there is one.
  async function followPlain(span) {
    goTo(span);
    if (document.referrer.startsWith(`${location.origin}/`)) return keepPlace(span);
    const [start, end] = span.split("-");
    const address = location.hash;
    let told = null;
    try {
      const answer = await fetch(`/api/plans/${reader.dataset.file}/earlier?start=${start}&end=${end ?? start}`);
      told = answer.ok ? await answer.json() : null;
    } catch {
      tellTrouble(trouble.dataset.gone);
    }
    if (location.hash !== address) return; // walked on meanwhile
    if (!told?.replaced) return keepPlace(span);
    const words = (told.text ?? "").split(/\s+/).filter(Boolean).join(" ").slice(0, LONGEST).trim();
    if (words) goToWords(words, span);
    else tellTrouble(reader.dataset.changed.replace("#", () => told.replaced.slice(0, 10).split("-").reverse().join("/")));
  }

  function goTo(span) {
    const [start, end] = span.split("-").map(Number);
    if (!Number.isFinite(start)) return;
    const block = elementAt(start);
    if (!block) return;
    unmark();
    const marks = [...block.querySelectorAll("[data-start]")].filter(
      (mark) => Number(mark.dataset.start) >= start && (!end || Number(mark.dataset.start) < end),
    );
    for (const lit of marks.length ? marks : [block]) lit.classList.add("lit");
    (marks[0] ?? block).scrollIntoView({ block: "center" });
  }

  function choose(finding) {
    unmark();
    for (const other of reader.querySelectorAll(".fault[aria-current]"))
      other.removeAttribute("aria-current");
    finding.setAttribute("aria-current", "true");
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "nearest" });
    const marks = marksOf(finding.dataset.name);
    for (const mark of marks) mark.classList.add("lit");
    const own = finding.dataset.at;
    if (!marks.length) goTo(own);
    (marks.find((mark) => mark.dataset.start === own.split("-")[0]) ?? marks[0])?.scrollIntoView({ block: "center" });
    const mark = finding.querySelector(".state")?.id.replace("state-", "");
    keepPlace(own, mark);
  }

  // Also where it is folded away.
  function chooseCard(card) {
    card.closest("details")?.setAttribute("open", "");
    current = findings().indexOf(card);
    choose(card);
  }

  function step(by) {
    const all = findings();
    if (!all.length) return;
    current = Math.min(Math.max(current + by, 0), all.length - 1);
    choose(all[current]);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog?.open) return;
    if (event.target.closest("input, textarea, select")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if ("cdn".includes(event.key)) judge(event);
    else if (event.key === "]") stepHit(1);
    else if (event.key === "[") stepHit(-1);
    else if (event.key === "m") stepMark(1);
    else if (event.key === "M") stepMark(-1);
    else if (event.key === "Escape") closeRecord();
    else if (event.key === "Enter" && event.target.matches("[data-records]")) openRecords(event.target);
    else if (event.key === "Enter" && event.target.matches(".fault")) {
      current = findings().indexOf(event.target);
      choose(event.target);
    }
  });

  // c confirms the finding that is chosen, d goes to the reasons to dismiss it, n to its note.
  function judge(event) {
    const fault = reader.querySelector(".fault[aria-current]");
    const place = { c: '[data-act="confirm"]', d: '[name="reason"]', n: '[name="note"]' }[event.key];
    const found = fault?.querySelector(place);
    if (!found) return;
    event.preventDefault();
    if (event.key === "c") found.click();
    else found.focus();
  }

  async function openRecords(mark) {
    const names = mark.dataset.records.split(" ");
    const finding = names.find((name) => name.startsWith("finding-"));
    if (finding) {
      const card = document.getElementById(finding);
      if (card) chooseCard(card);
    }
    showRecord(mark, true);
  }

  // What was read of these words, beside them. What was pressed for stays (`pinned`) until it is closed, what the mouse
  // rests on does not. Which of the two it is stands before the answer is waited for: the mouse that moves meanwhile,
  // and the late answer to an earlier press, must not change it.
  let pinned = false;
  let asked = 0;
  let resting = 0;
  async function showRecord(mark, isPressed) {
    clearTimeout(resting);
    const record = mark.dataset.records.split(" ").filter((name) => !name.startsWith("finding-")).at(-1);
    if (!record) return closeRecord();
    pinned = isPressed;
    const mine = ++asked;
    const card = await cardOf(record);
    if (mine !== asked) return;
    if (card === null) return closeRecord();
    popover.innerHTML = card;
    popover.hidden = false;
    place(popover, mark);
  }

  async function cardOf(record) {
    try {
      const answer = await fetch(`/plans/${reader.dataset.file}/records/${record}`);
      return answer.ok ? await answer.text() : null;
    } catch {
      tellTrouble(trouble.dataset.gone);
      return null;
    }
  }

  function closeRecord() {
    clearTimeout(resting);
    asked += 1;
    pinned = false;
    popover.hidden = true;
  }

  if (matchMedia("(hover: hover)").matches) {
    text.addEventListener("pointerover", (event) => {
      clearTimeout(resting);
      const mark = event.target.closest("[data-records]");
      if (pinned) return;
      if (mark) resting = setTimeout(() => showRecord(mark, false), 350);
      else resting = setTimeout(() => popover.matches(":hover") || closeRecord(), 250);
    });
    text.addEventListener("pointerleave", () => {
      clearTimeout(resting);
      if (!pinned) resting = setTimeout(() => popover.matches(":hover") || pinned || closeRecord(), 250);
    });
    popover.addEventListener("pointerleave", () => pinned || closeRecord());
  }

  // m and M walk through all that is marked, from the words in view on.
  let walked = null;
  function stepMark(by) {
    const marks = [...text.querySelectorAll("[data-records]")];
    let at = marks.indexOf(walked);
    if (at < 0) at = marks.findIndex((mark) => mark.getBoundingClientRect().top > 80) - (by > 0 ? 1 : 0);
    walked = marks[Math.min(Math.max(at + by, 0), marks.length - 1)];
    if (!walked) return;
    unmark();
    walked.classList.add("lit");
    walked.scrollIntoView({ block: "center" });
    showRecord(walked, true);
  }

  function place(popover, mark) {
    const box = mark.getBoundingClientRect();
    const width = Math.min(popover.offsetWidth, innerWidth - 16);
    popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8)) + scrollX}px`;
    const above = box.bottom + popover.offsetHeight + 12 > innerHeight && box.top > popover.offsetHeight + 12;
    popover.style.top = `${(above ? box.top - popover.offsetHeight - 6 : box.bottom + 6) + scrollY}px`;
  }

  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-records]");
    if (mark) openRecords(mark);
    else closeRecord();
  });
  popover.addEventListener("click", (event) => {
    if (event.target.closest("[data-close], a")) closeRecord();
  });
  reader.querySelector(".findings").addEventListener("click", (event) => {
    const finding = event.target.closest(".fault");
    if (!finding || event.target.closest("a, button, input, select, textarea, form")) return;
    current = findings().indexOf(finding);
    choose(finding);
  });

  // The passages that a search found: walked by the bar's buttons, ] and [.
  const bar = document.getElementById("hits");
  const spans = bar?.dataset.spans.trim().split(" ").filter(Boolean) ?? [];
  let hit = -1;
  function tellHit() {
    document.getElementById("hit-at").textContent = `${hit + 1}/${spans.length}`;
  }
  function stepHit(by) {
    if (!spans.length) return;
    hit = (Math.max(hit, by < 0 ? 0 : -1) + by + spans.length) % spans.length;
    goTo(spans[hit]);
    tellHit();
    keepPlace(spans[hit]);
  }
  bar?.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) stepHit(Number(button.dataset.step));
  });

  // An address that names a finding opens with it chosen, wherever its words stand by now; else its place is shown.
  let isLoaded = false;
  const wordsOf = (told) => {
    try {
      return decodeURIComponent(told ?? "").split(/\s+/).filter(Boolean).join(" ").slice(0, LONGEST).trim();
    } catch {
      return ""; // a half escape
    }
  };
  const follow = () => {
    const asked = location.hash.match(/^#at=(\d+(?:-\d+)?)(?:&words=([^&]*))?(?:&finding=([0-9a-f]{32}))?$/);
    if (!asked) return;
    const card = asked[3] && document.getElementById(`state-${asked[3]}`)?.closest(".fault");
    if (card) return chooseCard(card);
    const words = wordsOf(asked[2]);
    if (words) goToWords(words, asked[1]);
    else if (isLoaded) goTo(asked[1]);
    else followPlain(asked[1]);
    const start = asked[1].split("-")[0];
    const found = spans.findIndex((span) => span.split("-")[0] === start);
    if (found < 0) return;
    hit = found;
    tellHit();
  };
  addEventListener("hashchange", follow);
  follow();
  isLoaded = true;
  if (!location.hash) stepHit(1);
}

// On a narrow window the facets come folded.
const facets = document.querySelector(".facets");
if (facets && innerWidth <= 896) facets.open = false;
