(() => {
  const form = document.querySelector(".copy-search");
  const box = form.querySelector("input");
  const [status, list] = [".copy-status", ".copy-results"].map((name) => document.querySelector(name));
  const plain = (text) => text.normalize("NFC").toLowerCase().replaceAll("ё", "е");
  let texts;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("input", () => {
    texts ??= [...document.querySelectorAll("article[data-title]")].map((one) => ({ one, title: plain(one.dataset.title), text: plain(one.textContent) }));
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    const found = words.length ? texts.filter(({ title, text }) => words.every((word) => title.includes(word) || text.includes(word))) : [];
    const weight = ({ title }) => (words.every((word) => title.includes(word)) ? 0 : 1);
    list.replaceChildren(...found.sort((a, b) => weight(a) - weight(b)).slice(0, 50).map(({ one }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${one.id}`;
      link.textContent = one.dataset.title;
      link.lang = one.lang;
      item.append(link);
      return item;
    }));
    status.textContent = words.length ? (found.length ? `${form.dataset.found} ${found.length}.` : form.dataset.none) : "";
  });
})();
