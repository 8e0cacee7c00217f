// Search among the names of kommuner, parts, groups and indicators, and the list that it opens.
// Needs data/namn.js (the names, with every spelling that is understood) and bibliotek/fuse.js.
(function () {
  "use strict";
  var SHOWN = 8;
  var KINDS = { kommun: "kommun", del: "del av en stad", upphord: "har upphört", grupp: "grupp", indikator: "indikator" };
  var LETTERS = { "å": "a", "ä": "a", "ö": "o", "é": "e" };
  var made = 0;
  var names = (window.OJNAMN || []).map(function (row) {
    return { typ: row[0], kod: row[1], namn: row[2], href: row[3], s: row[4].split("|") };
  });

  function tidy(text) {
    return text.normalize("NFC").toLowerCase().replace(/[-(),:\s]+/g, " ").trim();
  }

  function fold(text) {
    return tidy(text).replace(/[åäöé]/g, function (letter) { return LETTERS[letter]; });
  }

  names.forEach(function (name) {
    name.s.unshift(tidy(name.namn));
    name.folded = name.s.map(fold);
  });
  var fuse = new window.Fuse(names, {
    keys: ["folded"], includeScore: true, threshold: 0.34, ignoreLocation: true, minMatchCharLength: 2
  });

  // The best first: the code, the name to the letter (Habo is no Håbo), the name without its dots,
  // how a name or a word in it begins; then what looks like it.
  function rank(name, tidied, folded) {
    if (fold(name.kod) === folded || fold(name.kod) === "0" + folded) { return 0; }
    if (name.s.indexOf(tidied) >= 0) { return 1; }
    if (name.folded.indexOf(folded) >= 0) { return 2; }
    if (name.folded[0].indexOf(folded) === 0) { return 3; }
    if ((" " + name.folded[0]).indexOf(" " + folded) >= 0) { return 4; }
    return 9;
  }

  function search(text, accepts) {
    var tidied = tidy(text), folded = fold(text);
    if (!folded) { return []; }
    var sure = names.map(function (name) { return [rank(name, tidied, folded), name]; })
      .filter(function (pair) { return pair[0] < 9; })
      .sort(function (a, b) { return a[0] - b[0]; })
      .map(function (pair) { return pair[1]; });
    var near = fuse.search(folded).map(function (found) { return found.item; });
    return sure.concat(near.filter(function (name) { return sure.indexOf(name) < 0; }))
      .filter(function (name) { return !accepts || accepts(name); })
      .slice(0, SHOWN);
  }

  function element(tag, attributes, text) {
    var made = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  // Put a labelled field with a list of suggestions in `host`; `choose` hears the name that is taken.
  function combobox(host, label, choose, accepts) {
    made += 1;
    var id = "sok-" + made, found = [], active = -1;
    var caption = element("label", { for: id }, label);
    var input = element("input", {
      id: id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id + "-lista"
    });
    var list = element("ul", { id: id + "-lista", role: "listbox", "aria-label": label, hidden: "" });
    var told = element("p", { class: "sok-svar", role: "status" });
    var box = element("div", { class: "sok-falt" });
    box.append(input, list);
    host.replaceChildren(caption, box, told);

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(place) {
      active = place;
      Array.from(list.children).forEach(function (option, at) {
        option.setAttribute("aria-selected", String(at === place));
      });
      if (place >= 0) {
        input.setAttribute("aria-activedescendant", list.children[place].id);
        list.children[place].scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    function take(name) {
      input.value = "";
      told.textContent = "";
      close();
      choose(name);
    }

    function open() {
      found = search(input.value, accepts);
      list.replaceChildren.apply(list, found.map(function (name, at) {
        var option = element("li", { id: id + "-" + at, role: "option", "aria-selected": "false" });
        option.append(
          element("span", {}, name.namn + " "),
          element("small", {}, KINDS[name.typ] || name.typ)
        );
        option.addEventListener("mousedown", function (event) {
          event.preventDefault();
          take(name);
        });
        return option;
      }));
      list.hidden = !found.length;
      active = -1;
      input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-expanded", String(Boolean(found.length)));
      told.textContent = !fold(input.value) ? ""
        : found.length ? found.length + (found.length === 1 ? " träff" : " träffar")
          : "Ingen träff.";
    }

    input.addEventListener("input", open);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      var last = found.length - 1;
      if (event.key === "Escape") {
        if (list.hidden) { input.value = ""; told.textContent = ""; }
        close();
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (list.hidden) { open(); }
        if (found.length) { take(found[Math.max(active, 0)]); }
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) { open(); }
        if (found.length) {
          mark(event.key === "ArrowDown"
            ? (active >= last ? 0 : active + 1) : (active <= 0 ? last : active - 1));
        }
      }
    });
    return input;
  }

  window.OJsok = { search: search, combobox: combobox, element: element, fold: fold };

  var root = document.body.getAttribute("data-rot") || "";

  // Beside the publications a script may say that there is a newer one than this.
  window.OJstatus = function (told) {
    var folder = decodeURIComponent(new URL(root + "..", window.location.href).pathname.split("/").slice(-2)[0]);
    var news = Object.prototype.hasOwnProperty.call(told, folder) && told[folder];
    var place = document.getElementById(news && news.nyare ? "nytt" : "har");
    if (!news || !place) { return; }
    var name = news.nyare ? "Nyare publikation" : "Nytt i den här publikationen";
    var line = element("section", { class: "markning", "aria-label": name }, news.text + " ");
    if (news.nyare) {
      line.append(element("a", { href: root + "../../" + news.nyare }, "Till den nyare"), " ");
    }
    line.append(element("a", { href: root + "../../" + news.alla }, "Alla publikationer och vad som kommer"));
    [["Nytt: ", news.nytt], ["Kommer: ", news.kommer]].forEach(function (part) {
      if (part[1] && part[1].length) {
        line.append(element("p", { class: "dim" }, part[0] + part[1].join(" ")));
      }
    });
    place.replaceChildren(line);
  };
  document.head.append(element("script", { src: root + "../../status.js" }));
  var host = document.getElementById("sok");
  if (host) {
    combobox(host, "Sök kommun, grupp eller indikator", function (name) {
      window.location.href = root + name.href;
    }, function (name) { return Boolean(name.href); });
  }
})();
