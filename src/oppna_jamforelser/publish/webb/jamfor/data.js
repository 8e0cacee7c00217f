// Unpacks data/jamfor.js (window.OJ): one result at a time, as the publication has it.
(function () {
  "use strict";
  var OJ = window.OJ, place = {}, i;
  for (i = 0; i < OJ.tecken.length; i += 1) { place[OJ.tecken[i]] = i; }
  var NO_SHARE = OJ.tecken[OJ.tecken.length - 1];

  function read(text, from, width) {
    var value = 0;
    for (var at = from; at < from + width; at += 1) {
      value = value * OJ.tecken.length + place[text[at]];
    }
    return value;
  }

  var indicators = OJ.indikatorer.map(function (row, at) {
    return { i: at, kod: row[0], namn: row[1], omrade: row[2], typ: row[3] };
  });
  var subjects = OJ.enheter.map(function (row, at) {
    return { i: at, typ: "enhet", kod: row[0], namn: row[1], till: row[2], varfor: row[3] };
  }).concat(OJ.grupper.map(function (row, at) {
    return {
      i: at, typ: "grupp", indelning: row[0], kod: row[0] + ":" + row[1], namn: row[2],
      varfor: row[3]
    };
  }));
  var subjectOf = {}, indicatorOf = {}, breaks = {};
  subjects.forEach(function (one) { subjectOf[one.kod] = one; });
  indicators.forEach(function (one) { indicatorOf[one.kod] = one; });
  OJ.brott.forEach(function (row) {
    (breaks[row[0]] = breaks[row[0]] || []).push(
      { fran: row[1], till: row[2], klass: row[3], text: row[4] }
    );
  });

  // where each unit and group of a year stands in its texts
  var years = {};
  Object.keys(OJ.ar).forEach(function (year) {
    var packed = OJ.ar[year], units = {}, groups = {}, at = 0, from = 0, run, step;
    for (run = 0; run < packed.e.length; run += 2) {
      for (step = 0; step < packed.e[run + 1]; step += 1) {
        units[packed.e[run] + step] = at;
        at += 1;
      }
    }
    packed.g.forEach(function (pair) {
      var width = pair[1] < OJ.tecken.length ? 1 : 2;
      groups[pair[0]] = { from: from, units: pair[1], width: width };
      from += 4 * width + 6;
    });
    years[year] = { units: units, groups: groups, v: packed.v };
  });

  // What a unit or group has for an indicator a year. `slag`: utfall, andel, or saknas (no such
  // result exists: not asked, or no such unit that year).
  function value(subject, indicator, year) {
    var of = years[year], packed = of && of.v[indicator.i];
    var at = of && (subject.typ === "enhet" ? of.units : of.groups)[subject.i];
    if (!of) { return { slag: "saknas", kort: "–", text: "Mätåret " + year + " finns inte här." }; }
    if (at === undefined) {
      return { slag: "saknas", kort: "fanns inte", text: subject.namn + " fanns inte som " +
        (subject.typ === "enhet" ? "enhet" : "grupp") + " det mätåret." };
    }
    if (!packed) {
      return { slag: "saknas", kort: "ej ställd", text: "Frågan ställdes inte det mätåret." };
    }
    var belagg = OJ.belagg[packed[0]];
    if (subject.typ === "enhet") {
      var code = OJ.koder[place[packed[1][at]]];
      return { slag: "utfall", kod: code[0], text: code[1], belagg: belagg };
    }
    var text = packed[2], from = at.from, w = at.width, rest = from + 4 * w;
    var found = {
      slag: "andel", enheter: at.units, belagg: belagg,
      ja: read(text, from, w), delvis: read(text, from + w, w),
      namnare: read(text, from + 2 * w, w), bortfall: read(text, from + 3 * w, w),
      procent: null, kod: null, text: ""
    };
    found.nej = found.namnare - found.ja - found.delvis;
    found.ejAktuellt = found.enheter - found.namnare - found.bortfall;
    if (text[rest] === NO_SHARE) {
      found.kod = OJ.koder[place[text[rest + 1]]][0];
      found.text = OJ.koder[place[text[rest + 1]]][1];
    } else {
      found.procent = read(text, rest, 2);
    }
    if (found.namnare + found.bortfall > 0) {
      found.lagsta = read(text, rest + 2, 2) / 10;
      found.hogsta = read(text, rest + 4, 2) / 10;
    }
    return found;
  }

  window.OJdata = {
    subjects: subjects, indicators: indicators, subjectOf: subjectOf, indicatorOf: indicatorOf,
    years: Object.keys(OJ.ar).map(Number).sort(), value: value,
    breaks: function (indicator) { return breaks[indicator.kod] || []; },
    has: function (subject, year) {
      return (subject.typ === "enhet" ? years[year].units : years[year].groups)[subject.i] !== undefined;
    },
    asked: function (indicator, year) { return Boolean(years[year].v[indicator.i]); }
  };
})();
