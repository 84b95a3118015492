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
