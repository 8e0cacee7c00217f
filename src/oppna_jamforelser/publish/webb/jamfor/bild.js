// Pictures of what is compared, as SVG: a series of one, or a grid of many. Each carries its own
// colours and says where it comes from, so that it can be saved as it is.
(function () {
  "use strict";
  var SPACE = "http://www.w3.org/2000/svg";
  var FILL = {
    ja: "#bfe3c8", delvis: "#f6e3a1", nej: "#f3c2bd", ej_aktuellt: "#e3e6ea", bortfall: "#ffffff",
    saknas: "#ffffff", andel: "#dbe7f5"
  };
  var made = 0;

  function part(tag, attributes, text) {
    var one = document.createElementNS(SPACE, tag);
    Object.keys(attributes).forEach(function (key) { one.setAttribute(key, attributes[key]); });
    if (text !== undefined) { one.textContent = text; }
    return one;
  }

  function words(x, y, text, more) {
    var look = Object.assign({ fill: "#1b1f24", "font-size": 13, "font-weight": "normal", "text-anchor": "start" }, more);
    // as style, since the page's own styles would win over attributes
    var style = Object.keys(look).map(function (key) {
      return key + ":" + look[key] + (key === "font-size" ? "px" : "");
    }).join(";");
    return part("text", { x: x, y: y, style: style + ";font-family:sans-serif" }, text);
  }

  function paper(width, height, title, finding) {
    made += 1;
    var svg = part("svg", {
      xmlns: SPACE, viewBox: "0 0 " + width + " " + height, width: width, height: height, role: "img",
      "aria-labelledby": "bild-" + made + " bildtext-" + made, style: "font-family:sans-serif"
    });
    svg.append(
      part("title", { id: "bild-" + made }, title), part("desc", { id: "bildtext-" + made }, finding),
      part("rect", { width: width, height: height, fill: "#ffffff" })
    );
    return svg;
  }

  function cut(text, most) { return text.length > most ? text.slice(0, most - 1) + "…" : text; }

  function footer(svg, lines, y, width) {
    lines.forEach(function (line, at) {
      svg.append(words(12, y + 16 * at, cut(line, Math.floor(width / 5.4)), { "font-size": 11, fill: "#4a5058" }));
    });
  }

  // A share: percent with its lowest and highest. An outcome: a box with its word. A gap stays a
  // gap; a pair that cannot be compared has no line between, a partly comparable one a broken line.
  function series(points, marks, title, about) {
    var width = Math.max(640, 70 + 76 * points.length), height = 320 + 16 * about.length, top = 44, bottom = 224;
    var finding = points.map(function (point) { return point.year + " " + point.label; }).join(", ") + ". " +
      marks.map(function (mark) { return mark.fran + "–" + mark.till + ": " + mark.text; }).join(" ");
    var svg = paper(width, height, title, finding);
    svg.append(words(12, 22, cut(title, Math.floor(width / 8)), { "font-weight": "bold" }));
    var x = function (at) { return 66 + 76 * at; };
    var y = function (percent) { return bottom - (bottom - top) * percent / 100; };
    var shares = points.some(function (point) { return point.value.slag === "andel"; });
    if (shares) {
      [0, 25, 50, 75, 100].forEach(function (percent) {
        svg.append(
          part("line", { x1: 44, x2: width - 12, y1: y(percent), y2: y(percent), stroke: "#d5d9de" }),
          words(38, y(percent) + 4, String(percent), { "text-anchor": "end", "font-size": 11 })
        );
      });
    }
    points.forEach(function (point, at) {
      var before = points[at - 1], v = point.value;
      svg.append(words(x(at), bottom + 18, String(point.year), { "text-anchor": "middle" }));
      if (v.belagg && v.belagg[0] !== "kalla") {
        svg.append(words(x(at), bottom + 32, "antas", { "text-anchor": "middle", "font-size": 11 }));
      }
      if (v.slag !== "andel" || v.procent === null) {
        svg.append(
          part("rect", {
            x: x(at) - 36, y: 116, width: 72, height: 40, fill: FILL[point.kind], stroke: "#6b727b",
            "stroke-dasharray": point.kind === "bortfall" || point.kind === "saknas" ? "3 3" : "none"
          }),
          words(x(at), 140, cut(point.label, 13), { "text-anchor": "middle", "font-size": point.label.length > 9 ? 10 : 13 })
        );
        return;
      }
      var mark = before && marks.filter(function (one) { return one.fran === before.year && one.till === point.year; })[0];
      if (before && before.value.slag === "andel" && before.value.procent !== null && before.year === point.year - 1 &&
        (!mark || mark.klass !== "ej")) {
        svg.append(part("line", {
          x1: x(at - 1), x2: x(at), y1: y(before.value.procent), y2: y(v.procent), stroke: "#1f4e87",
          "stroke-width": 2, "stroke-dasharray": mark ? "5 4" : "none"
        }));
      }
      svg.append(
        part("line", { x1: x(at), x2: x(at), y1: y(v.lagsta), y2: y(v.hogsta), stroke: "#8fb0d6", "stroke-width": 9 }),
        part("circle", { cx: x(at), cy: y(v.procent), r: 5, fill: "#1f4e87" }),
        words(x(at), y(v.hogsta) - 9, cut(point.label, 16), { "text-anchor": "middle", "font-weight": "bold", "font-size": 12 })
      );
    });
    marks.forEach(function (mark) {
      var at = points.findIndex(function (point) { return point.year === mark.till; });
      svg.append(part("line", {
        x1: x(at) - 38, x2: x(at) - 38, y1: top - 6, y2: bottom + 6, stroke: "#7a1f3d",
        "stroke-dasharray": mark.klass === "ej" ? "none" : "2 4"
      }));
    });
    var key = [
      shares ? "Staplar: lägsta–högsta om de som saknas hade svarat" : "",
      marks.length ? "Lodrät linje: brott; heldragen = inte jämförbart, prickad = delvis" : ""
    ].filter(Boolean);
    footer(svg, key.concat(about), bottom + 56, width);
    return svg;
  }

  function grid(corner, columns, rows, about) {
    var first = 210, wide = 92, high = 24, top = 96;
    var width = first + wide * columns.length + 12, height = top + high * rows.length + 20 + 16 * about.length;
    var svg = paper(Math.max(width, 640), height, about[0], rows.length + " rader, " + columns.length + " kolumner");
    svg.append(words(12, 22, cut(about[0], Math.floor(Math.max(width, 640) / 8)), { "font-weight": "bold" }),
      words(12, top - 8, corner, { "font-weight": "bold" }));
    columns.forEach(function (name, at) {
      var x = first + wide * at + 4;
      split(name, 14, 4).forEach(function (line, row, lines) {
        svg.append(words(x, top - 8 - 13 * (lines.length - 1 - row), line, { "font-size": 11 }));
      });
    });
    rows.forEach(function (row, down) {
      var y = top + high * down;
      svg.append(words(12, y + 16, cut(row.namn, 30), { "font-size": 12 }));
      row.cells.forEach(function (cell, at) {
        var x = first + wide * at;
        svg.append(
          part("rect", { x: x, y: y, width: wide - 2, height: high - 2, fill: FILL[cell.kind], stroke: "#c3c8ce" }),
          words(x + (wide - 2) / 2, y + 15, cut(cell.label, 17), {
            "text-anchor": "middle", "font-size": cell.label.length > 12 ? 9 : 12
          })
        );
      });
    });
    footer(svg, about, top + high * rows.length + 20, Math.max(width, 640));
    return svg;
  }

  function split(text, most, lines) {
    var found = [""];
    text.split(" ").forEach(function (word) {
      var last = found[found.length - 1];
      if (!last || (last + " " + word).length <= most) {
        found[found.length - 1] = last ? last + " " + word : word;
      } else {
        found.push(word);
      }
    });
    if (found.length > lines) { found = found.slice(0, lines); found[lines - 1] += "…"; }
    return found.map(function (line) { return cut(line, most + 2); });
  }

  window.OJbild = { series: series, grid: grid };
})();
