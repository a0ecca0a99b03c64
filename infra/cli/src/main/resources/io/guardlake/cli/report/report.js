"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const answers = data.answers;
  const BANDS = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];
  // Types, ARNs and paths may break after their separators rather than anywhere.
  const breakable = (text) => plain(text ?? "").split(/(?<=[:/!.,-])/).flatMap((part, i) => (i ? [document.createElement("wbr"), part] : [part]));
  const number = new Intl.NumberFormat("en");

  // What findings say was chosen by attackers: it becomes text and nothing else, and what would turn or hide text shows.
  const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
  const plain = (value) => String(value).replace(HIDDEN, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

  const el = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    for (const child of children.flat()) {
      if (child !== null && child !== undefined) {
        element.append(child instanceof Node ? child : plain(child));
      }
    }
    return element;
  };
  const byId = (id) => document.getElementById(id);
  const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);
  const count = (n, one, many) => `${number.format(n)} ${n === 1 ? one : many}`;
  const time = (text) => (text ? text.replace("T", " ").replace(/:\d\dZ$/, "") : "");
  const account = (id) => data.accountNames[id] || id;
  const words = (text) => plain(text).replace(/([a-z])([A-Z])/g, "$1 $2");
  const span = (seconds) => {
    if (seconds === null || seconds === undefined) return "none";
    const s = Math.abs(seconds);
    const sign = seconds < 0 ? "-" : "";
    if (s < 90) return `${sign}${s.toFixed(s < 10 ? 1 : 0)} s`;
    if (s < 5400) return `${sign}${(s / 60).toFixed(0)} min`;
    if (s < 172800) return `${sign}${(s / 3600).toFixed(1)} h`;
    return `${sign}${(s / 86400).toFixed(0)} days`;
  };
  const band = (name) => {
    const known = BANDS.includes(name) ? name : "LOW";
    return el("span", { class: `pill ${known}` }, name);
  };

  // Tables. A column has a key, a label, a kind (text, number, time) and perhaps what to show.
  const table = ({ caption, columns, rows, sortable = false, wide = false, sort = null, first = Infinity, empty = "None." }) => {
    const body = el("tbody");
    const heads = columns.map((column) => {
      const inside = sortable ? el("button", { type: "button" }, column.label) : column.label;
      return el("th", { scope: "col", role: "columnheader", class: column.kind === "number" ? "number" : null }, inside);
    });
    const value = (row, column) => (column.value ? column.value(row) : row[column.key]);
    const fill = (shown) => {
      body.replaceChildren(
        ...shown.map((row) =>
          el("tr", { role: "row" }, columns.map((column, i) => {
            const cell = column.show ? column.show(row) : column.kind === "time" ? time(value(row, column)) : column.kind === "number" ? (value(row, column) === null || value(row, column) === undefined ? "" : number.format(value(row, column))) : value(row, column) ?? "";
            const content = [cell].flat().filter((part) => part !== null && part !== undefined);
            const inside = wide ? content.map((part) => (part instanceof Node ? part : el("span", {}, part))) : content;
            return el(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : null, role: i === 0 ? "rowheader" : "cell", class: column.kind || null, "data-label": column.label }, inside);
          }))));
    };
    let current = rows;
    let order = sort;
    let limit = first;
    const more = el("button", { type: "button", class: "more" });
    more.addEventListener("click", () => {
      limit = Infinity;
      draw();
    });
    const cut = (all) => {
      more.hidden = all.length <= limit;
      more.textContent = `Show all ${number.format(all.length)}`;
      return all.slice(0, limit);
    };
    const draw = () => {
      heads.forEach((head, i) => {
        if (sortable) head.setAttribute("aria-sort", order && order.key === columns[i].key ? order.direction : "none");
      });
      if (!order) return fill(cut(current));
      const column = columns.find((candidate) => candidate.key === order.key);
      const sign = order.direction === "ascending" ? 1 : -1;
      const sorted = [...current].sort((a, b) => {
        const x = column.order ? column.order(a) : value(a, column);
        const y = column.order ? column.order(b) : value(b, column);
        if (x === y) return 0;
        if (x === null || x === undefined) return 1;
        if (y === null || y === undefined) return -1;
        return sign * (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en", { numeric: true }));
      });
      fill(cut(sorted));
    };
    heads.forEach((head, i) => {
      if (!sortable) return;
      head.firstChild.addEventListener("click", () => {
        const same = order && order.key === columns[i].key;
        const ascends = !columns[i].kind || columns[i].kind === "account";
        const initial = ascends ? "ascending" : "descending";
        const turned = same && order.direction === "ascending" ? "descending" : "ascending";
        order = { key: columns[i].key, direction: same ? turned : initial };
        draw();
      });
    });
    draw();
    const element = el("table", { role: "table", class: wide ? "wide" : null }, el("caption", {}, caption), el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads)), body);
    body.setAttribute("role", "rowgroup");
    const scroll = el("div", { class: "scroll" }, element);
    const panel = el("div", { class: "panel" }, rows.length ? [scroll, more] : [el("h3", {}, caption), el("p", { class: "empty" }, empty)]);
    // A table that does not fit can be scrolled with the keyboard too.
    const reach = () => {
      if (scroll.scrollWidth > scroll.clientWidth + 1) {
        scroll.setAttribute("tabindex", "0");
        scroll.setAttribute("role", "region");
        scroll.setAttribute("aria-label", plain(caption) + ", table");
      } else {
        ["tabindex", "role", "aria-label"].forEach((name) => scroll.removeAttribute(name));
      }
    };
    new ResizeObserver(reach).observe(scroll);
    return { panel, show: (shown) => { current = shown; draw(); } };
  };

  // Charts: drawn anew when the colors change, each with its numbers in a table behind it.
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const drawn = [];
  const chart = (place, label, make, behind) => {
    const canvas = el("canvas", { role: "img", "aria-label": plain(label) });
    const details = el("details", { class: "behind" }, el("summary", {}, "The numbers as a table"), behind.panel);
    byId(place).append(el("div", { class: "panel" }, el("div", { class: "chart" }, canvas), details));
    drawn.push({ canvas, make, chart: null });
  };
  const draw = () => {
    Chart.defaults.color = color("--soft");
    Chart.defaults.borderColor = color("--line");
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    for (const one of drawn) {
      if (one.chart) one.chart.destroy();
      one.chart = new Chart(one.canvas, one.make());
    }
  };
  const stacked = (days, sets) => ({
    type: "bar",
    data: { labels: days, datasets: sets },
    options: {
      animation: false, responsive: true, maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      plugins: { legend: { position: "bottom", labels: { boxWidth: 12, boxHeight: 12 } } },
      scales: {
        x: { stacked: true, grid: { display: false }, ticks: { maxRotation: 0, autoSkip: true, autoSkipPadding: 14 } },
        y: { stacked: true, beginAtZero: true, ticks: { precision: 0 } },
      },
    },
  });

  const days = [];
  for (let day = new Date(data.first + "T00:00:00Z"); day <= new Date(data.last + "T00:00:00Z"); day.setUTCDate(day.getUTCDate() + 1)) {
    days.push(day.toISOString().slice(0, 10));
  }
  const ofBand = (rows, name) => rows.find((row) => row.severity === name) || { findings: 0, opened: 0 };
  const total = sum(answers.severities, "findings");

  const header = () => {
    document.title = `GuardDuty findings, ${data.first} to ${data.last}`;
    byId("period").append(`${data.first} to ${data.last}, ${count(data.days, "day", "days")}, UTC`);
    const critical = ofBand(answers.severities, "CRITICAL");
    const high = ofBand(answers.severities, "HIGH");
    byId("headline").append(
      total === 0
        ? "No finding was active in this period."
        : `${count(critical.findings, "critical finding", "critical findings")} and ${number.format(high.findings)} high ${high.findings === 1 ? "one" : "ones"} were active in ${count(data.answers.places[0].accounts, "account", "accounts")} and ${count(data.answers.places[0].regions, "region", "regions")}. ${critical.opened === 0 ? "No critical one is new." : count(critical.opened, "critical one is new.", "critical ones are new.")}`);
    byId("made").append(`Made by guardlake report on ${time(data.now.slice(0, 19) + "Z")} UTC from ${plain(data.output)}. Samples are left out. Charts: Chart.js, MIT License.`);
  };

  const summary = () => {
    for (const name of BANDS) {
      const now = ofBand(answers.severities, name);
      const before = ofBand(answers.previous, name).findings;
      const percent = before === 0 ? 0 : Math.round((100 * (now.findings - before)) / before);
      const change = before === 0 ? (now.findings === 0 ? "none before either" : "none in the period before") : `${now.findings === before ? "as many as" : percent === 0 ? "about as many as" : number.format(Math.abs(percent)) + " % " + (percent > 0 ? "more than" : "fewer than")} in the ${data.days} days before`;
      byId("cards").append(
        el("div", { class: `card ${name}` },
          el("p", { class: "label" }, name),
          el("p", { class: "value" }, number.format(now.findings)),
          el("p", { class: "more" }, `${number.format(now.opened)} new in the period`),
          el("p", { class: "more" }, change)));
    }
  };

  const trend = () => {
    const at = new Map(answers.trend.map((row) => [row.day + row.severity, row.findings]));
    const rows = days.map((day) => ({ day, ...Object.fromEntries(BANDS.map((name) => [name, at.get(day + name) || 0])) }));
    const busiest = rows.reduce((best, row) => (sumBands(row) > sumBands(best) ? row : best), rows[0]);
    chart("trend-chart", `Stacked bars: active findings by day and severity. The busiest day is ${busiest.day} with ${sumBands(busiest)}.`,
      () => stacked(days, BANDS.map((name) => ({ label: name, data: rows.map((row) => row[name]), backgroundColor: color("--bar-" + name.toLowerCase()) }))),
      table({ caption: "Active findings by day", columns: [{ key: "day", label: "Day" }, ...BANDS.map((name) => ({ key: name, label: name, kind: "number" }))], rows, sortable: true }));
  };
  const sumBands = (row) => BANDS.reduce((n, name) => n + row[name], 0);

  const tactics = () => {
    const totals = new Map();
    answers.tactics.forEach((row) => totals.set(row.tactic, (totals.get(row.tactic) || 0) + row.findings));
    const names = [...totals.keys()].sort((a, b) => totals.get(b) - totals.get(a) || String(a).localeCompare(String(b)));
    const shown = names.slice(0, 7);
    const rest = names.slice(7);
    const key = (tactic) => (shown.includes(tactic) ? tactic : null);
    const at = new Map();
    answers.tactics.forEach((row) => {
      const cell = row.day + "\u0000" + key(row.tactic);
      at.set(cell, (at.get(cell) || 0) + row.findings);
    });
    const series = [...shown, ...(rest.length ? [null] : [])];
    const label = (tactic) => (tactic === null ? `${rest.length} others` : words(tactic));
    const palette = ["#3b6fb6", "#d98232", "#4d9a6a", "#a65596", "#c94f4f", "#3fa3ad", "#b29a2e", "#8592a0"];
    const rows = days.map((day) => ({ day, ...Object.fromEntries(series.map((tactic, i) => ["t" + i, at.get(day + "\u0000" + tactic) || 0])) }));
    const most = names.length ? `${words(names[0])} is the most frequent.` : "There are none.";
    chart("tactics-chart", `Stacked bars: findings by day and tactic. ${most}`,
      () => stacked(days, series.map((tactic, i) => ({ label: label(tactic), data: rows.map((row) => row["t" + i]), backgroundColor: palette[i] }))),
      table({ caption: "Findings by day and tactic", columns: [{ key: "day", label: "Day" }, ...series.map((tactic, i) => ({ key: "t" + i, label: label(tactic), kind: "number" }))], rows, sortable: true }));
  };

  const bar = (row, most) => {
    const element = el("span", { class: "bar", "aria-hidden": "true" });
    for (const name of ["critical", "high", "medium", "low"]) {
      const part = el("i", { class: "b-" + name });
      part.style.width = (100 * row[name]) / most + "%";
      element.append(part);
    }
    return element;
  };
  const tops = () => {
    const kinds = [["types", "Types", "Type"], ["resources", "Resources", "Resource"], ["accounts", "Accounts", "Account"], ["regions", "Regions", "Region"]];
    for (const [key, caption, label] of kinds) {
      const rows = answers[key];
      const most = Math.max(1, ...rows.map((row) => row.total));
      const name = (row) => (key === "accounts" && account(row.name) !== row.name ? [account(row.name), el("span", { class: "sub" }, row.name)] : [el("span", {}, breakable(row.name))]);
      byId("tops").append(table({
        caption, rows, sortable: true, sort: null,
        columns: [
          { key: "name", label, show: (row) => [...name(row), bar(row, most)] },
          { key: "critical", label: "Critical", kind: "number" }, { key: "high", label: "High", kind: "number" },
          { key: "total", label: "All", kind: "number" },
        ],
      }).panel);
    }
  };

  const list = (values, all) => {
    const shown = (values || []).filter((value) => value !== null);
    if (!shown.length) return null;
    const more = (all || shown.length) - shown.length;
    return shown.map(plain).join(", ") + (more > 0 ? ` and ${number.format(more)} more` : "");
  };
  const join = (...parts) => parts.filter((part) => part !== null && part !== undefined && part !== "").map(plain).join(", ") || null;
  const facts = (entries) => el("dl", {}, entries.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));

  const timeline = (row) => {
    const versions = answers.timelines.filter((v) => v.finding_id === row.finding_id && v.account_id === row.account_id && v.region === row.region);
    const items = [];
    const add = (at, text, severity) => items.push(el("li", { class: BANDS.includes(severity) ? severity : null }, el("time", { datetime: at }, time(at)), text));
    if (!versions.length || row.first_seen_at < versions[0].at) add(row.first_seen_at, "First activity that GuardDuty saw");
    const left = row.version_count - versions.length;
    if (left > 0) items.push(el("li", {}, `${count(left, "earlier version", "earlier versions")} not shown`));
    versions.forEach((version, i) => {
      const before = versions[i - 1];
      const rose = before && version.severity_score !== before.severity_score ? `Severity ${before.severity_score} became ${version.severity_score}` : i === 0 && left === 0 ? `Reported with severity ${version.severity_score}` : `Still at ${version.severity_score}`;
      add(version.at, version.occurrences === null ? rose : `${rose}, ${count(version.occurrences, "occurrence", "occurrences")} so far`, version.severity);
    });
    return el("div", {}, el("h4", {}, "Timeline"), el("ol", { class: "timeline" }, items));
  };

  const stories = () => {
    const critical = ofBand(answers.severities, "CRITICAL").findings;
    const rows = answers.criticals;
    byId("criticals-note").append(critical === 0 ? "There is none." : critical > rows.length ? `The latest ${rows.length} of ${number.format(critical)}; guardlake query shows all.` : `All ${number.format(critical)}, the latest first.`);
    rows.forEach((row, i) => {
      const place = join(row.remote_city, row.remote_country_name, row.remote_as_org);
      const name = account(row.account_id);
      byId("stories").append(
        el("details", { class: "story", open: i < 2 },
          el("summary", {},
            el("h3", {}, row.title || row.finding_type),
            el("span", { class: "meta" }, band("CRITICAL"), ` ${row.severity_score} \u00b7 ${plain(row.finding_type)} \u00b7 ${plain(name)} \u00b7 ${plain(row.region)} \u00b7 last activity ${time(row.last_seen_at)}`)),
          el("div", { class: "body" },
            row.description ? el("p", {}, row.description) : null,
            el("div", {}, facts([
              ["Who", join(row.user_name, row.user_type, list(row.principal_ids))],
              ["From", join(list(row.remote_ips), place)],
              ["What", join(row.api_name && `API call ${row.api_name}`, row.api_service, row.api_error, row.action_type, row.process_name && `process ${row.process_name}`, row.signal_count && count(row.signal_count, "signal", "signals"))],
              ["Threats", list(row.threat_names)],
              ["Resources", join(row.resource_type, list(row.resource_ids, row.resources))],
              ["Where", join(name === row.account_id ? row.account_id : `${name} (${row.account_id})`, row.region, row.vpc_id, row.eks_cluster, row.k8s_namespace)],
              ["Workload", join(row.instance_id, row.container_image, row.lambda_function, row.rds_instance, list(row.bucket_names))],
              ["Domains", list(row.all_domains)],
              ["Hashes", list(row.all_hashes)],
              ["Tactics", list((row.attack_tactics || []).map(words))],
              ["Techniques", list(row.attack_techniques)],
              ["Seen", `${time(row.first_seen_at)} to ${time(row.last_seen_at)}, ${count(row.version_count, "version", "versions")}`],
              ["Finding", el("span", { class: "mono" }, row.finding_id)],
            ])),
            timeline(row))));
    });
  };

  const findings = () => {
    const all = ofBand(answers.severities, "CRITICAL").findings + ofBand(answers.severities, "HIGH").findings;
    const rows = answers.findings;
    const made = table({
      caption: all > rows.length ? `The first ${number.format(rows.length)} of ${number.format(all)}, by severity` : "By severity",
      rows, wide: true, sortable: true, sort: { key: "severity_score", direction: "descending" }, first: 25,
      empty: "There is none.",
      columns: [
        { key: "title", label: "Finding", show: (row) => [el("span", {}, row.title || row.finding_type), el("span", { class: "sub" }, breakable(row.finding_type))], order: (row) => row.title || row.finding_type },
        { key: "severity_score", label: "Severity", kind: "severity", show: (row) => [band(row.severity), " " + row.severity_score], order: (row) => row.severity_score },
        { key: "account_id", label: "Account", kind: "account", value: (row) => account(row.account_id), show: (row) => [el("span", {}, account(row.account_id)), el("span", { class: "sub" }, row.region)] },
        { key: "resource", label: "Resource", show: (row) => el("span", { class: "mono" }, breakable(row.resource)) },
        { key: "opened_at", label: "Opened", kind: "time" },
        { key: "updated_at", label: "Last activity", kind: "time" },
        { key: "occurrences", label: "Occurrences", kind: "number" },
      ],
    });
    byId("findings-table").append(made.panel);
    const ids = [...new Set(rows.map((row) => row.account_id))].sort((a, b) => account(a).localeCompare(account(b)));
    byId("filter-account").append(...ids.map((id) => el("option", { value: id }, account(id) === id ? id : `${account(id)} (${id})`)));
    const text = (row) => [row.title, row.finding_type, row.account_id, account(row.account_id), row.region, row.resource, row.finding_id].join("\n").toLowerCase();
    const texts = new Map(rows.map((row) => [row, text(row)]));
    const apply = () => {
      const wanted = byId("filter-text").value.trim().toLowerCase();
      const severity = byId("filter-severity").value;
      const id = byId("filter-account").value;
      const shown = rows.filter((row) => (!severity || row.severity === severity) && (!id || row.account_id === id) && texts.get(row).includes(wanted));
      made.show(shown);
      byId("filter-count").textContent = `${number.format(shown.length)} of ${number.format(rows.length)} match`;
    };
    byId("filters").addEventListener("input", apply);
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    apply();
  };

  const quality = () => {
    const lag = answers.lag[0] || {};
    const silent = answers.freshness.filter((row) => row.silent_days >= 7);
    const card = (label, value, more) => byId("quality-cards").append(el("div", { class: "card" }, el("p", { class: "label" }, label), el("p", { class: "value" }, value), el("p", { class: "more" }, more)));
    card("In quarantine", number.format(sum(answers.quarantine, "in_period")), `new in the period; ${number.format(sum(answers.quarantine, "lines"))} in all`);
    card("GuardDuty to bucket", span(lag.export_median), `median; 95 % within ${span(lag.export_p95)}`);
    card("Bucket to table", span(lag.ingest_median), `median; 95 % within ${span(lag.ingest_p95)}`);
    card("Silent", count(silent.length, "place", "places"), "accounts and regions without a finding for 7 days or more, which may be good news or a broken export");
    const add = (options) => byId("quality-tables").append(table({ sortable: true, ...options }).panel);
    add({ caption: "Quarantine by reason", rows: answers.quarantine, empty: "Every line was a finding.", columns: [{ key: "reason", label: "Reason" }, { key: "in_period", label: "New", kind: "number" }, { key: "lines", label: "All", kind: "number" }, { key: "last_at", label: "Last", kind: "time" }] });
    add({ caption: "Silent accounts and regions", rows: silent, empty: "Every account and region had a finding within 7 days.", columns: [{ key: "account_id", label: "Account", value: (row) => account(row.account_id) }, { key: "region", label: "Region" }, { key: "last_at", label: "Last finding", kind: "time" }, { key: "silent_days", label: "Days", kind: "number" }] });
    add({ caption: "Fields that no column takes", rows: answers.drift, empty: "Every field was as expected.", columns: [{ key: "path", label: "Field", show: (row) => el("span", { class: "mono" }, row.path) }, { key: "kind", label: "What", value: (row) => plain(row.kind).replace(/_/g, " ") }, { key: "occurrences", label: "Versions", kind: "number" }] });
  };

  header();
  summary();
  trend();
  tops();
  tactics();
  stories();
  findings();
  quality();
  draw();

  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  window.matchMedia("print").addEventListener("change", draw);
  window.addEventListener("beforeprint", () => document.querySelectorAll("details.story").forEach((story) => { story.open = true; }));
})();
