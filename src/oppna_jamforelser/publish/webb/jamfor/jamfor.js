// The comparing page: what is chosen stands in the address after #, and everything follows from it.
(function () {
  "use strict";
  var OJ = window.OJ, data = window.OJdata, make = window.OJsok.element, draw = window.OJbild;
  var FEW = 5, FIRST_ROWS = 25, MOST_CHIPS = 12;
  var ORDER = ["ja", "delvis", "nej", "ej_aktuellt"];
  var SHORT = {
    ja: "Ja", delvis: "Delvis", nej: "Nej", ej_aktuellt: "Ej aktuellt",
    enhetsbortfall: "ej svar", omradesbortfall: "ej svar i området", partiellt_bortfall: "obesvarad",
    ofullstandigt_svar: "ofullständigt", ogiltigt_svar: "ogiltigt",
    for_stort_bortfall: "för stort bortfall", inga_tillampliga_svar: "inga svar gäller"
  };
  var $ = function (id) { return document.getElementById(id); };
  var state = { vem: [], indikator: [], matar: [], sortera: "", ned: false, namn: "", visa: "", tabell: "" };
  var groupings = {};
  OJ.indelningar.forEach(function (row) { groupings[row[0]] = row[1]; });
  var running = 0;

  // --- the address ---

  function readAddress() {
    var given = new URLSearchParams(window.location.hash.slice(1));
    var listed = function (key) {
      return Array.from(new Set((given.get(key) || "").split(",").map(function (text) {
        return text.trim();
      }).filter(Boolean)));
    };
    state.vem = listed("vem");
    state.indikator = listed("indikator");
    state.matar = listed("matar");
    state.sortera = given.get("sortera") || "";
    state.ned = given.get("ordning") === "ned";
    state.namn = given.get("namn") || "";
    state.visa = given.get("visa") || "";
    state.tabell = given.get("tabell") || "";
  }

  function writeAddress(silent) {
    var parts = [];
    var add = function (key, text) {
      if (text) { parts.push(key + "=" + encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3A/g, ":")); }
    };
    add("vem", state.vem.join(","));
    add("indikator", state.indikator.join(","));
    add("matar", state.matar.join(","));
    add("sortera", state.sortera);
    add("ordning", state.ned ? "ned" : "");
    add("namn", state.namn);
    add("visa", state.visa);
    add("tabell", state.tabell);
    var hash = "#" + parts.join("&");
    if (hash === (window.location.hash || "#")) { return show(); }
    if (silent) {
      window.history.replaceState(null, "", hash);
      return show();
    }
    window.location.hash = hash; // show() hears of it
  }

  function toggle(list, token, on) {
    var at = list.indexOf(token);
    if (on && at < 0) { list.push(token); }
    if (!on && at >= 0) { list.splice(at, 1); }
  }

  // --- what the chosen words mean ---

  function chosen() {
    var told = [], asked = { vem: [], indikator: [], matar: [] };
    state.matar.forEach(function (text) {
      if (text === "alla") { asked.matar = data.years.slice(); return; }
      var year = Number(text);
      if (data.years.indexOf(year) >= 0) {
        if (asked.matar.indexOf(year) < 0) { asked.matar.push(year); }
      } else {
        told.push({ text: "Mätåret " + text + " finns inte i den här publikationen." });
      }
    });
    if (!asked.matar.length) { asked.matar = [data.years[data.years.length - 1]]; }
    asked.matar.sort();
    var last = asked.matar[asked.matar.length - 1];

    state.indikator.forEach(function (id) {
      if (id === "alla") {
        data.indicators.forEach(function (one) {
          if (asked.matar.some(function (year) { return data.asked(one, year); })) { put(asked.indikator, one); }
        });
      } else if (Object.prototype.hasOwnProperty.call(data.indicatorOf, id)) {
        put(asked.indikator, data.indicatorOf[id]);
      } else {
        told.push({ text: "Indikatorn " + id + " finns inte, eller har inga resultat att jämföra." });
      }
    });

    state.vem.forEach(function (token) {
      var all = /^(alla|[a-z]+:alla)$/.test(token);
      if (all) {
        var grouping = token === "alla" ? "" : token.split(":")[0];
        var found = data.subjects.filter(function (one) {
          return (grouping ? one.indelning === grouping : one.typ === "enhet") &&
            asked.matar.some(function (year) { return data.has(one, year); });
        });
        found.forEach(function (one) { put(asked.vem, one); });
        if (!found.length) { told.push({ text: "Det finns inga grupper av slaget " + grouping + "." }); }
        return;
      }
      var subject = Object.prototype.hasOwnProperty.call(data.subjectOf, token) && data.subjectOf[token];
      var city = data.subjectOf["storstad:" + token];
      if (!subject && city) { // the same kommun, counted from its parts
        told.push({ text: token + " " + city.namn.split(",")[0] + " svarar i delar: här visas hela staden." });
        subject = city;
      }
      if (!subject) {
        told.push({ text: "Koden " + token + " finns inte. Inget visas i dess ställe." });
        return;
      }
      put(asked.vem, subject);
      var missing = asked.matar.filter(function (year) { return !data.has(subject, year); });
      if (!missing.length) { return; }
      if (subject.till && last > Number(subject.till.slice(0, 4))) {
        var successors = (OJ.efterfoljare[subject.kod] || []).map(function (kod) {
          return data.subjectOf[kod] || { kod: kod, namn: kod };
        });
        told.push({
          text: subject.namn + " upphörde " + subject.till + (successors.length
            ? " och ingår sedan dess i " + successors.map(function (one) { return one.namn; }).join(" och ")
            : "") + ". Dess siffror visas bara för de år då den fanns.",
          add: successors.filter(function (one) { return data.subjectOf[one.kod]; })[0]
        });
      } else {
        told.push({
          text: subject.namn + " fanns inte som " + (subject.typ === "enhet" ? "enhet " : "grupp ") +
            missing.join(", ") + (city && city !== subject ? "; staden svarade då i delar." : "."),
          add: city && city !== subject && missing.some(function (year) { return data.has(city, year); }) ? city : undefined
        });
      }
    });
    asked.told = told;
    return asked;
  }

  function put(list, one) {
    if (list.indexOf(one) < 0) { list.push(one); }
  }

  // --- cells ---

  function label(value) {
    if (value.slag === "utfall") { return SHORT[value.kod] || value.text; }
    if (value.slag === "andel") {
      if (value.procent === null) { return SHORT[value.kod] || value.text; }
      return value.namnare < FEW
        ? value.ja + " av " + value.namnare + " (" + value.procent + " %)" : value.procent + " %";
    }
    return value.kort;
  }

  function kind(value) {
    if (value.slag === "utfall") { return ORDER.indexOf(value.kod) >= 0 ? value.kod : "bortfall"; }
    if (value.slag === "andel") { return value.procent === null ? "bortfall" : "andel"; }
    return "saknas";
  }

  function spoken(value) {
    if (value.slag === "andel" && value.procent !== null) {
      return value.ja + " av " + value.namnare + " Ja; lägst " + decimal(value.lagsta) + ", högst " +
        decimal(value.hogsta) + " % om alla hade svarat. " + value.belagg[1] + ".";
    }
    if (value.slag === "andel") {
      return value.text + " " + value.bortfall + " av " + value.enheter + " saknas. " + value.belagg[1] + ".";
    }
    return value.slag === "utfall" ? value.text.replace(/\.$/, "") + ". " + value.belagg[1] + "." : value.text;
  }

  function decimal(number) { return number.toFixed(1).replace(".", ","); }

  function whyOf(subject, indicator, year) {
    return subject.varfor + "#" + indicator.kod + "-" + year;
  }

  function cell(subject, indicator, year, tells) {
    var value = data.value(subject, indicator, year);
    var box = document.createElement("td");
    box.className = "jf-" + kind(value);
    if (value.slag === "saknas") {
      box.textContent = value.kort;
      box.title = value.text;
      return box;
    }
    var inner = box;
    if (subject.varfor) {
      inner = document.createElement("a");
      inner.href = whyOf(subject, indicator, year);
      box.append(inner);
    }
    inner.textContent = label(value);
    inner.title = spoken(value);
    if (tells && value.belagg[0] !== "kalla") { box.append(make("small", {}, value.belagg[1].toLowerCase())); }
    return box;
  }

  // Outcomes in the order of their words, then what is missing; shares by size, those of few units
  // after the others, never ranked.
  function weight(subject, indicator, year) {
    var value = data.value(subject, indicator, year);
    if (value.slag === "andel" && value.procent !== null) {
      return value.namnare < FEW ? 300 : 100 - value.procent;
    }
    if (value.slag === "utfall" && ORDER.indexOf(value.kod) >= 0) { return 400 + ORDER.indexOf(value.kod); }
    return value.slag === "saknas" ? 600 : 500;
  }

  // --- the picture of what is chosen: one kind for each number of things ---

  function layout(asked) {
    var years = asked.matar;
    if (asked.vem.length > 1 && asked.indikator.length > 1) {
      var year = years.indexOf(Number(state.tabell)) < 0 ? years[years.length - 1] : Number(state.tabell);
      return {
        slag: "matris", year: year, corner: "Enhet eller grupp",
        rows: asked.vem.map(function (one) {
          return { namn: one.namn, key: one.kod, at: function (column) { return [one, column, year]; } };
        }),
        columns: asked.indikator.map(function (one) { return { namn: one.namn, key: one.kod, what: one }; })
      };
    }
    var of = years.map(function (year) { return { namn: String(year), key: String(year), what: year }; });
    if (asked.indikator.length === 1) {
      return {
        slag: asked.vem.length === 1 ? "en" : "flera", corner: "Enhet eller grupp", columns: of,
        rows: asked.vem.map(function (one) {
          return { namn: one.namn, key: one.kod, at: function (year) { return [one, asked.indikator[0], year]; } };
        })
      };
    }
    return {
      slag: "flera", corner: "Indikator", columns: of,
      rows: asked.indikator.map(function (one) {
        return { namn: one.namn, key: one.kod, at: function (year) { return [asked.vem[0], one, year]; } };
      })
    };
  }

  function arranged(plan) {
    var rows = plan.rows.slice();
    var wanted = window.OJsok.fold(state.namn);
    if (wanted) {
      rows = rows.filter(function (row) { return window.OJsok.fold(row.namn).indexOf(wanted) >= 0; });
    }
    if (state.visa) {
      rows = rows.filter(function (row) {
        return plan.columns.some(function (column) {
          return kind(data.value.apply(null, row.at(column.what))) === state.visa;
        });
      });
    }
    var column = plan.columns.filter(function (one) { return one.key === state.sortera; })[0];
    if (state.sortera === "namn" || column) {
      var keyed = rows.map(function (row, at) {
        return { row: row, weight: column ? weight.apply(null, row.at(column.what)) : 0, at: at };
      });
      keyed.sort(function (a, b) {
        var by = column ? a.weight - b.weight : a.row.namn.localeCompare(b.row.namn, "sv");
        return (state.ned ? -by : by) || a.at - b.at;
      });
      rows = keyed.map(function (one) { return one.row; });
    }
    return rows;
  }

  function sortButton(head, key, text) {
    var button = make("button", { type: "button", class: "jf-sortera" }, text);
    var isOn = state.sortera === key;
    if (isOn) { head.setAttribute("aria-sort", state.ned ? "descending" : "ascending"); }
    button.append(make("span", { "aria-hidden": "true" }, isOn ? (state.ned ? " ▼" : " ▲") : ""));
    button.addEventListener("click", function () {
      state.ned = isOn && !state.ned;
      state.sortera = key;
      writeAddress(true);
      var again = document.querySelector("#jf-svar th[aria-sort] button");
      if (again) { again.focus(); }
    });
    head.append(button);
    return head;
  }

  function table(plan, rows, caption) {
    var mine = running;
    var made = make("table", { class: "jf-tabell" });
    made.append(make("caption", {}, caption));
    var heads = make("tr");
    heads.append(sortButton(make("th", { scope: "col" }), "namn", plan.corner));
    plan.columns.forEach(function (column) {
      var place = sortButton(make("th", { scope: "col" }), column.key, column.namn);
      var told = rests(rows, column);
      column.olika = told.length > 1; // then each result says it for itself
      if (told.length === 1 && told[0][0] !== "kalla") { place.append(make("small", {}, told[0][1].toLowerCase())); }
      heads.append(place);
    });
    var head = make("thead"), body = make("tbody");
    head.append(heads);
    made.append(head, body);

    function fill(from, to) {
      var part = document.createDocumentFragment();
      rows.slice(from, to).forEach(function (row) {
        var line = document.createElement("tr");
        line.append(make("th", { scope: "row" }, row.namn));
        plan.columns.forEach(function (column) {
          line.append(cell.apply(null, row.at(column.what).concat(column.olika)));
        });
        part.append(line);
      });
      body.append(part);
    }
    // the first rows at once, the rest when the reader already sees them
    function more(from) {
      if (mine !== running) { return; }
      fill(from, from + FIRST_ROWS);
      if (from + FIRST_ROWS < rows.length) {
        window.setTimeout(more, 0, from + FIRST_ROWS);
      } else {
        made.removeAttribute("aria-busy");
      }
    }
    if (rows.length > FIRST_ROWS) { made.setAttribute("aria-busy", "true"); }
    more(0);
    var scroll = make("div", { class: "jf-rulla", tabindex: "0", role: "region", "aria-label": caption });
    scroll.append(made);
    return scroll;
  }

  function legend(plan, rows) {
    var said = {};
    rows.forEach(function (row) {
      plan.columns.forEach(function (column) {
        var value = data.value.apply(null, row.at(column.what));
        var missing = kind(value) === "bortfall";
        if (missing) { said[label(value)] = value.text; }
        if (value.slag === "saknas") { said[value.kort] = value.text.replace(/^.* fanns inte som/, "Fanns inte som"); }
      });
    });
    var list = make("dl", { class: "jf-ord" });
    Object.keys(said).sort(function (a, b) { return a.localeCompare(b, "sv"); }).forEach(function (short) {
      var pair = make("div");
      pair.append(make("dt", {}, short), make("dd", {}, said[short]));
      list.append(pair);
    });
    return Object.keys(said).length ? list : "";
  }

  // what the results of a column rest on
  function rests(rows, column) {
    var found = [];
    rows.forEach(function (row) {
      var value = data.value.apply(null, row.at(column.what));
      if (value.belagg) { put(found, value.belagg); }
    });
    return found;
  }

  // pairs of the years that are shown beside each other and do not compare directly, in words
  function breaks(asked) {
    var told = {};
    asked.indikator.forEach(function (indicator) {
      data.breaks(indicator).forEach(function (mark) {
        if (asked.matar.indexOf(mark.fran) < 0 || asked.matar.indexOf(mark.till) < 0) { return; }
        var text = OJ.klasser[mark.klass] + " " + mark.fran + "–" + mark.till + ": " + mark.text;
        (told[text] = told[text] || []).push(indicator.namn);
      });
    });
    return Object.keys(told).map(function (text) {
      return make("p", { class: "jf-grund" }, (asked.indikator.length > 1 ? told[text].join("; ") + ". " : "") + text);
    });
  }

  function ground(plan, rows) {
    var found = {};
    rows.forEach(function (row) {
      plan.columns.forEach(function (column) {
        var value = data.value.apply(null, row.at(column.what));
        if (value.belagg) { found[value.belagg[1]] = value.belagg[2]; }
      });
    });
    return found;
  }

  function groundOf(points) {
    var found = {};
    points.forEach(function (point) {
      if (point.value.belagg) { found[point.value.belagg[1]] = true; }
    });
    return found;
  }

  function one(asked, box) {
    var subject = asked.vem[0], indicator = asked.indikator[0];
    var year = asked.matar[asked.matar.length - 1];
    var value = data.value(subject, indicator, year);
    var figure = make("p", { class: "jf-stor jf-" + kind(value) });
    if (value.slag === "saknas" || !subject.varfor) {
      figure.textContent = value.slag === "saknas" ? value.text : label(value);
    } else {
      figure.append(make("a", { href: whyOf(subject, indicator, year) }, label(value)));
    }
    box.append(figure, make("p", {}, spoken(value)));
    var years = asked.matar.length > 1 ? asked.matar : data.years.filter(function (any) {
      return data.asked(indicator, any) && data.has(subject, any);
    });
    if (!years.length) { return; }
    var marks = data.breaks(indicator).filter(function (mark) {
      return years.indexOf(mark.fran) >= 0 && years.indexOf(mark.till) >= 0;
    });
    var points = years.map(function (any) {
      var at = data.value(subject, indicator, any);
      return { year: any, value: at, label: label(at), kind: kind(at) };
    });
    var shown = { vem: asked.vem, indikator: asked.indikator, matar: years };
    var frame = make("figure", { class: "jf-bild" });
    frame.append(draw.series(
      points, marks, subject.namn + ": " + indicator.namn, source(shown, groundOf(points))
    ));
    var told = make("figcaption");
    told.append(make("p", {}, points.map(function (point) {
      return point.year + ": " + point.label;
    }).join(" · ")));
    marks.forEach(function (mark) {
      told.append(make("p", {}, OJ.klasser[mark.klass] + " " + mark.fran + "–" + mark.till + ": " + mark.text));
    });
    frame.append(told);
    box.append(frame);
  }

  function phrase(list, word, between) {
    return list.length > 3 ? list.length + " " + word
      : list.map(function (one) { return one.namn; }).join(list.length === 2 ? between : ", ");
  }

  function sentence(asked) {
    if (!asked.vem.length || !asked.indikator.length) {
      return "Välj minst en kommun eller grupp och minst en indikator.";
    }
    return phrase(asked.vem, "enheter och grupper", " med ") +
      " · " + phrase(asked.indikator, "indikatorer", " och ") +
      " · " + (asked.matar.length > 3
      ? asked.matar[0] + "–" + asked.matar[asked.matar.length - 1] : asked.matar.join(", "));
  }

  // what every picture and file says of itself
  function source(asked, grounds) {
    var about = OJ.publikation;
    return [
      sentence(asked),
      about.namn + ", kontrollsumma " + about.kontrollsumma.slice(0, 16),
      [grounds ? Object.keys(grounds).join(", ") : "", about.markning].filter(Boolean).join(" · ")
    ].filter(Boolean);
  }

  // --- files ---

  function fileName(asked, grounds, ending) {
    var slug = function (text) {
      return window.OJsok.fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    };
    var few = function (list, word) {
      return list.length > 3 ? list.length + "-" + word
        : list.map(function (one) { return slug(one.kod || String(one)); }).join("-");
    };
    return [
      slug(OJ.publikation.kort), OJ.publikation.kontrollsumma.slice(0, 8),
      few(asked.vem, "enheter"), few(asked.indikator, "indikatorer"), few(asked.matar, "matar"),
      Object.keys(grounds).map(slug).join("-"), slug(OJ.publikation.markning)
    ].filter(Boolean).join("_") + ending;
  }

  function save(name, blob) {
    var link = make("a", { download: name, href: URL.createObjectURL(blob) });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
    tell("Filen " + name + " är skapad.");
  }

  var TITLES = [
    "Publikation", "Kontrollsumma", "Märkning", "Kod", "Namn", "Indikator-id", "Indikator", "Mätår",
    "Resultat", "Orsak", "Andel Ja (%)", "Ja", "Delvis", "Nej", "Ej aktuellt", "Bortfall", "Nämnare",
    "Lägsta (%)", "Högsta (%)", "Underlag"
  ];

  function csv(asked, rowsShown) {
    var about = OJ.publikation, lines = [TITLES];
    var shown = rowsShown.map(function (row) { return row.key; });
    asked.vem.forEach(function (subject) {
      asked.indikator.forEach(function (indicator) {
        if (shown.indexOf(subject.kod) < 0 && shown.indexOf(indicator.kod) < 0) { return; }
        asked.matar.forEach(function (year) {
          var v = data.value(subject, indicator, year), n = v.slag === "andel";
          var has = n && v.namnare + v.bortfall > 0;
          lines.push([
            about.namn, about.kontrollsumma, about.markning, subject.kod, subject.namn, indicator.kod,
            indicator.namn, year,
            v.slag === "utfall" && ORDER.indexOf(v.kod) >= 0 ? v.text : n ? label(v) : "",
            v.slag === "saknas" || kind(v) === "bortfall" ? v.text : "",
            n && v.procent !== null ? v.procent : "", n ? v.ja : "", n ? v.delvis : "", n ? v.nej : "",
            n ? v.ejAktuellt : "", n ? v.bortfall : "", n ? v.namnare : "",
            has ? decimal(v.lagsta) : "", has ? decimal(v.hogsta) : "", v.belagg ? v.belagg[1] : ""
          ]);
        });
      });
    });
    return "\ufeff" + lines.map(function (line) {
      return line.map(function (field) {
        var text = String(field);
        if (/^[=+@\t\r-]/.test(text)) { text = "'" + text; } // a spreadsheet reads it as a formula
        return /[;"\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
      }).join(";");
    }).join("\r\n") + "\r\n";
  }

  function picture(asked, plan, rows, grounds) {
    if (plan.slag === "en") { return document.querySelector("#jf-svar svg"); }
    return draw.grid(plan.corner, plan.columns.map(function (column) { return column.namn; }),
      rows.map(function (row) {
        return {
          namn: row.namn, cells: plan.columns.map(function (column) {
            var value = data.value.apply(null, row.at(column.what));
            return { label: label(value), kind: kind(value) };
          })
        };
      }), source(asked, grounds));
  }

  function files(asked, plan, rows) {
    var grounds = ground(plan, rows), box = $("jf-filer");
    var button = function (text, act) {
      var made = make("button", { type: "button" }, text);
      made.addEventListener("click", act);
      return made;
    };
    var svg = function () {
      return new XMLSerializer().serializeToString(picture(asked, plan, rows, grounds));
    };
    box.replaceChildren(button("Ladda ned som CSV", function () {
      save(fileName(asked, grounds, ".csv"), new Blob([csv(asked, rows)], { type: "text/csv;charset=utf-8" }));
    }));
    if (rows.length * plan.columns.length <= 3000) {
      box.append(button("Ladda ned bild (SVG)", function () {
        save(fileName(asked, grounds, ".svg"), new Blob([svg()], { type: "image/svg+xml" }));
      }), button("Ladda ned bild (PNG)", function () {
        var image = new Image();
        image.onload = function () {
          var canvas = make("canvas", { width: image.width * 2, height: image.height * 2 });
          var pen = canvas.getContext("2d");
          pen.scale(2, 2);
          pen.drawImage(image, 0, 0);
          canvas.toBlob(function (blob) { save(fileName(asked, grounds, ".png"), blob); }, "image/png");
        };
        image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg());
      }));
    }
  }

  // --- the page ---

  function tell(text) { $("jf-sagt").textContent = text; }

  function chips(host, tokens, nameOf, key) {
    host.replaceChildren();
    tokens.slice(0, MOST_CHIPS).forEach(function (token) {
      var item = make("li");
      var button = make("button", { type: "button", "aria-label": "Ta bort " + nameOf(token) }, "×");
      button.addEventListener("click", function () {
        toggle(state[key], token, false);
        writeAddress();
        host.parentElement.querySelector("input").focus();
      });
      item.append(make("span", {}, nameOf(token)), button);
      host.append(item);
    });
    if (tokens.length > MOST_CHIPS) {
      host.append(make("li", {}, "och " + (tokens.length - MOST_CHIPS) + " till"));
    }
    if (tokens.length > 1) {
      var none = make("button", { type: "button" }, "Ta bort alla");
      none.addEventListener("click", function () {
        state[key] = [];
        writeAddress();
        host.parentElement.querySelector("input").focus();
      });
      var last = make("li", { class: "jf-ingen" });
      last.append(none);
      host.append(last);
    }
  }

  function nameOfSubject(token) {
    if (token === "alla") { return "Alla kommuner och delar"; }
    var whole = /^([a-z]+):alla$/.exec(token);
    if (whole) { return "Alla: " + (groupings[whole[1]] || whole[1]); }
    return data.subjectOf[token] ? data.subjectOf[token].namn : token;
  }

  function nameOfIndicator(token) {
    if (token === "alla") { return "Alla indikatorer"; }
    return data.indicatorOf[token] ? data.indicatorOf[token].namn : token;
  }

  function show() {
    var asked = chosen(), ready = asked.vem.length && asked.indikator.length;
    running += 1;
    chips($("jf-vem-valda"), state.vem, nameOfSubject, "vem");
    chips($("jf-indikator-valda"), state.indikator, nameOfIndicator, "indikator");
    document.querySelectorAll("input[data-ar]").forEach(function (box) {
      box.checked = asked.matar.indexOf(Number(box.value)) >= 0;
    });
    document.querySelectorAll("input[data-indikator]").forEach(function (box) {
      box.checked = asked.indikator.indexOf(data.indicatorOf[box.value]) >= 0;
    });
    $("jf-rad").textContent = sentence(asked);
    $("jf-notis").replaceChildren.apply($("jf-notis"), asked.told.map(function (notice) {
      var line = make("p", {}, notice.text + " ");
      if (notice.add && state.vem.indexOf(notice.add.kod) < 0) {
        var button = make("button", { type: "button" }, "Lägg till " + notice.add.namn);
        button.addEventListener("click", function () {
          toggle(state.vem, notice.add.kod, true);
          writeAddress();
        });
        line.append(button);
      }
      return line;
    }));
    $("jf-borja").hidden = Boolean(ready);
    $("jf-filter").hidden = true;
    $("jf-filer").replaceChildren();
    var box = $("jf-svar");
    box.replaceChildren();
    if (!ready) { return; }
    var plan = layout(asked);
    var rows = arranged(plan);
    if (plan.slag === "en") {
      one(asked, box);
    } else {
      $("jf-filter").hidden = plan.rows.length < 6;
      if ($("jf-namn").value !== state.namn) { $("jf-namn").value = state.namn; }
      $("jf-visa").value = state.visa;
      var caption = sentence(asked) + (plan.slag === "matris" && asked.matar.length > 1
        ? " (tabellen visar " + plan.year + ")" : "");
      if (plan.slag === "matris" && asked.matar.length > 1) { box.append(yearButtons(asked, plan.year)); }
      box.append(rows.length ? table(plan, rows, caption) : make("p", {}, "Inget motsvarar urvalet."));
    }
    box.append(legend(plan, rows));
    if (plan.slag === "flera") { box.append.apply(box, breaks(asked)); }
    var grounds = ground(plan, rows);
    Object.keys(grounds).forEach(function (short) {
      box.append(make("p", { class: "jf-grund" }, short + ": " + grounds[short]));
    });
    if (OJ.publikation.markning) { box.append(make("p", { class: "jf-grund" }, OJ.publikation.markning)); }
    files(asked, plan, rows);
    tell(plan.slag === "en" ? "Visar " + sentence(asked)
      : "Visar " + rows.length + " av " + plan.rows.length + " rader, " + plan.columns.length + " kolumner.");
  }

  // a matrix is of one year; the others are one press away, and all are in the file
  function yearButtons(asked, year) {
    var line = make("p", { class: "jf-ar" }, "Tabellen visar " + year + ". Byt till: ");
    asked.matar.filter(function (any) { return any !== year; }).forEach(function (any) {
      var button = make("button", { type: "button" }, String(any));
      button.addEventListener("click", function () {
        state.tabell = String(any);
        writeAddress(true);
      });
      line.append(button, " ");
    });
    return line;
  }

  function start() {
    var add = function (key, token) {
      toggle(state[key], token, true);
      writeAddress();
    };
    window.OJsok.combobox($("jf-vem-sok"), "Kommun, del av en stad eller grupp", function (name) {
      add("vem", name.kod);
    }, function (name) { return name.typ !== "indikator"; });
    window.OJsok.combobox($("jf-indikator-sok"), "Indikator", function (name) {
      add("indikator", name.kod);
    }, function (name) { return name.typ === "indikator" && data.indicatorOf[name.kod]; });
    var wholes = [["riket:00", "Riket"], ["alla", "Alla kommuner och delar"]].concat(
      OJ.indelningar.filter(function (row) { return row[0] !== "riket"; }).map(function (row) {
        return [row[0] + ":alla", "Alla: " + row[1]];
      })
    );
    wholes.forEach(function (pair) {
      var button = make("button", { type: "button" }, pair[1]);
      button.addEventListener("click", function () { add("vem", pair[0]); });
      $("jf-vem-alla").append(button, " ");
    });
    var every = make("button", { type: "button" }, "Alla indikatorer");
    every.addEventListener("click", function () { add("indikator", "alla"); });
    $("jf-indikator-alla").append(every);
    var area = null, part = null;
    data.indicators.forEach(function (one) {
      if (one.omrade !== area) {
        area = one.omrade;
        part = make("fieldset");
        part.append(make("legend", {}, area || "Övriga"));
        $("jf-indikator-lista").append(part);
      }
      part.append(tick("data-indikator", one.kod, one.namn, function (box) {
        toggle(state.indikator, "alla", false);
        toggle(state.indikator, one.kod, box.checked);
        writeAddress();
      }));
    });
    data.years.forEach(function (year) {
      $("jf-ar").append(tick("data-ar", String(year), String(year), function () {
        state.matar = Array.from(document.querySelectorAll("input[data-ar]:checked")).map(function (box) {
          return box.value;
        });
        writeAddress();
      }));
    });
    $("jf-namn").addEventListener("input", function () {
      state.namn = $("jf-namn").value;
      writeAddress(true);
    });
    $("jf-visa").addEventListener("change", function () {
      state.visa = $("jf-visa").value;
      writeAddress(true);
    });
    window.addEventListener("hashchange", function () { readAddress(); show(); });
    $("jf").hidden = false;
    readAddress();
    show();
  }

  function tick(mark, value, text, changed) {
    var caption = make("label", { class: "jf-kryss" });
    var box = make("input", { type: "checkbox", value: value });
    box.setAttribute(mark, "");
    box.addEventListener("change", function () { changed(box); });
    caption.append(box, " " + text);
    return caption;
  }

  window.OJjamfor = { show: show };
  start();
})();
