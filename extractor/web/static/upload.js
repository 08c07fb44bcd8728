// Files and folders that are chosen or dropped go to the workbench at once; the scan is then watched.
"use strict";

{
  const zone = document.getElementById("upload");
  const state = document.getElementById("upload-state");

  async function send(found) {
    if (!found.length) return;
    if (found.length > Number(state.dataset.most)) {
      state.textContent = state.dataset.many;
      return;
    }
    const data = new FormData();
    for (const { file, path } of found) data.append("files", file, path);
    state.textContent = state.dataset.sending;
    try {
      const answer = await fetch("/upload", {
        method: "POST",
        body: data,
        headers: { "X-Workbench-Token": document.querySelector('meta[name="workbench-token"]').content },
      });
      const html = await answer.text();
      if (answer.ok || answer.status === 413) {
        state.innerHTML = html;
        htmx.process(state);
      } else state.textContent = state.dataset.refused;
    } catch {
      state.textContent = state.dataset.refused;
    }
  }

  async function filesOf(entry, below) {
    const path = below + entry.name;
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ file, path }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const one of some) found.push(...(await filesOf(one, `${path}/`)));
    }
  }

  if (zone) {
    for (const input of zone.querySelectorAll("input"))
      input.addEventListener("change", () => {
        send([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
        input.value = "";
      });
    addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
    addEventListener("dragleave", () => zone.classList.remove("over"));
    addEventListener("drop", async (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
      try {
        const found = await Promise.all(entries.map((entry) => filesOf(entry, "")));
        await send(found.flat());
      } catch {
        state.textContent = state.dataset.refused; // a file that the browser may not read, or that has gone meanwhile
      }
    });
  }
}
