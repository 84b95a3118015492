// Nothing here is needed: each page works without it.
"use strict";

// A page that came back with problems starts at the list of them.
const problem = document.querySelector(".problem");
if (problem) problem.focus();

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// `data-send-on-change` on a form: choosing with a pointer is enough, its button is not
// needed. With the keyboard it is: each arrow key would choose, and send.
let pointed = false;
document.addEventListener("pointerdown", () => { pointed = true; }, true);
document.addEventListener("keydown", () => { pointed = false; }, true);
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-send-on-change]");
  if (form && pointed) form.requestSubmit();
});

// `data-print` on a button prints the page.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// One tick for all lines of a list; it says so itself when only some are ticked.
const tickAll = document.querySelector("[data-tick-all]");
if (tickAll) {
  const all = tickAll.querySelector("input");
  const each = [...tickAll.closest("form").querySelectorAll("tbody input[type=checkbox]")];
  const count = () => {
    const ticked = each.filter((box) => box.checked).length;
    all.checked = ticked === each.length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  tickAll.hidden = false;
  all.addEventListener("change", () => each.forEach((box) => { box.checked = all.checked; }));
  each.forEach((box) => box.addEventListener("change", count));
  count();
}

// A picture too wide for its window opens where something happened last. Without this it
// opens at its end, set from right to left: there, places are counted back from the end.
for (const picture of document.querySelectorAll("[data-opens-at]")) {
  const wide = (part) => picture.querySelector(part).getBoundingClientRect().width;
  const room = picture.clientWidth - wide(".labels");
  const last = wide(".plot") * picture.dataset.opensAt - room * 0.75;
  const end = picture.scrollWidth - picture.clientWidth;
  const fromEnd = getComputedStyle(picture).direction === "rtl";
  picture.scrollLeft = Math.min(Math.max(last, 0), end) - (fromEnd ? end : 0);
}

// `data-copy` on a button copies the text of the field it names, and says that it did.
// Where the browser lends no clipboard, the text is chosen: the keyboard copies it.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
      else if (!document.execCommand("copy")) throw new Error("not copied");
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Not copied. The text is chosen: press Ctrl and C.";
    }
  });
}

// Alt and its letter open a place that has an access key, in each browser alike.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const letter = event.code.replace("Key", "").toLowerCase();
  const place = [...document.querySelectorAll("[accesskey]")].find((each) => each.accessKey === letter);
  if (!place) return;
  event.preventDefault();
  place.click();
});

// `data-most` on a field: how many characters are left of so many, or are too many. A line
// break counts as the two characters it is sent as. Said aloud once the typing rests.
for (const field of document.querySelectorAll("[data-most]")) {
  const left = document.createElement("p"), aloud = document.createElement("p");
  left.className = "hint";
  left.setAttribute("aria-hidden", "true");
  aloud.className = "visually-hidden";
  aloud.setAttribute("role", "status");
  let resting;
  const count = () => {
    const over = [...field.value.replace(/\r?\n/g, "\r\n")].length - field.dataset.most;
    const said = (n) => `${n.toLocaleString("en-GB")} character${n === 1 ? "" : "s"}`;
    left.textContent = over > 0 ? `${said(over)} too many` : `${said(-over)} left`;
    left.classList.toggle("over", over > 0);
    clearTimeout(resting);
    resting = setTimeout(() => { aloud.textContent = left.textContent; }, 1000);
  };
  field.after(left, aloud);
  field.addEventListener("input", count);
  count();
}

// Some minutes before the sign-in runs out the page says so, aloud too, and can stay. Each
// answer of the desk puts the end off; `data-idle` on the body is how many seconds it lasts.
const { idle, stay } = document.body.dataset;
if (idle) {
  const early = Math.min(300, idle / 2), notice = document.createElement("div");
  notice.className = "notice";
  notice.setAttribute("role", "alert");
  let waiting;
  const wait = () => {
    clearTimeout(waiting);
    notice.remove();
    waiting = setTimeout(warn, (idle - early) * 1000);
  };
  const warn = () => {
    const end = new Date(Date.now() + early * 1000);
    const at = end.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    notice.innerHTML = '<p class="notice-title">Important</p><p></p><p><button type="button">Stay signed in</button></p>';
    notice.querySelector("p + p").textContent = `You will be signed out at ${at}. What you send after that is kept until you sign in again.`;
    notice.querySelector("button").addEventListener("click", async () => {
      const answer = await fetch(stay, { cache: "no-store" }).catch(() => null);
      if (answer && answer.ok) wait();
    });
    document.getElementById("main").prepend(notice);
  };
  document.addEventListener("htmx:afterRequest", wait);
  wait();
}
