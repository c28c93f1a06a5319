"use strict";
/*
 * Draws the figures of components/chart.html with Plotly.
 *
 * A figure is JSON in the page: {data, layout}. Wherever it says "var(--name)", the value of that
 * token in css/tokens.css is filled in, so that light, dark and a municipality's theme all hold.
 * A point whose customdata is an address (or starts with one) leads there.
 *
 * Plotly is a megabyte, and the page says the same without it: it comes once a chart is nearly in sight.
 */

const LIBRARY = document.currentScript.dataset.library;
const NEARLY = "200px 0px";

/* Without this a map with its own boundaries still asks another server for a map of the world. */
window.PlotlyGeoAssets = { topojson: { world_110m: {}, world_50m: {} } };

/* Plotly puts a style sheet of its map library in every page unless it finds it there: an empty one is
   what our content security policy allows, and we draw no such maps. */
const MAP_STYLE_ID = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";
const mapStyle = document.createElement("style");
mapStyle.id = MAP_STYLE_ID;
document.head.append(mapStyle);

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  responsive: true,
  scrollZoom: false,
  locale: document.documentElement.lang.startsWith("en") ? "en" : "nl",
};

const DUTCH = {
  moduleType: "locale",
  name: "nl",
  dictionary: {},
  format: {
    days: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
    shortDays: ["zo", "ma", "di", "wo", "do", "vr", "za"],
    months: ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november", "december"],
    shortMonths: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    date: "%d-%m-%Y",
    decimal: ",",
    thousands: ".",
  },
};

const AXIS = {
  automargin: true,
  fixedrange: true,
  zeroline: false,
  ticks: "",
  tickcolor: "var(--edge)",
  linecolor: "var(--edge)",
  gridcolor: "var(--line)",
};

/* What every chart shares; a figure's own layout comes on top. */
const LAYOUT = {
  autosize: true,
  font: { family: "var(--font)", size: 13, color: "var(--muted)" },
  paper_bgcolor: "rgba(0,0,0,0)",
  plot_bgcolor: "rgba(0,0,0,0)",
  separators: ",.",
  margin: { l: 8, r: 8, t: 24, b: 8, pad: 4 },
  bargap: 0.28,
  showlegend: false,
  hovermode: "closest",
  dragmode: false,
  colorway: ["var(--muted)", "var(--bridging)", "var(--mark)", "var(--bonding)", "var(--linking)", "var(--covered)"],
  hoverlabel: {
    align: "left",
    bgcolor: "var(--paper)",
    bordercolor: "var(--edge)",
    font: { family: "var(--font)", size: 13, color: "var(--ink)" },
  },
  legend: { orientation: "h", x: 0, y: 1.12, bgcolor: "rgba(0,0,0,0)" },
  xaxis: { ...AXIS, showgrid: false, showline: true },
  yaxis: {
    ...AXIS,
    showgrid: true,
    showline: false,
    nticks: 5,
    rangemode: "tozero",
    exponentformat: "none",
    separatethousands: true,
  },
};

const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/* The second over the first, object by object; lists are replaced whole. */
function merge(base, over) {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = isPlain(value) && isPlain(merged[key]) ? merge(merged[key], value) : value;
  }
  return merged;
}

/* A copy of a figure with every "var(--name)" replaced by what the stylesheet says now. */
function withTokens(value, styles) {
  if (typeof value === "string") {
    const token = /^var\((--[\w-]+)\)$/.exec(value);
    return token ? styles.getPropertyValue(token[1]).trim() : value;
  }
  if (Array.isArray(value)) return value.map((item) => withTokens(item, styles));
  if (isPlain(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTokens(item, styles)]));
  }
  return value;
}

/* Gaps between the cells: they read as tiles, and Plotly needs no inline style to keep their edges sharp. */
function withGaps(trace) {
  return trace.type === "heatmap" ? { xgap: 2, ygap: 2, ...trace } : trace;
}

function figureOf(plot) {
  const figure = JSON.parse(document.getElementById(plot.dataset.chart).textContent);
  const data = figure.data.map(withGaps);
  const layout = figure.layout;
  return withTokens({ data, layout: merge(LAYOUT, layout || {}) }, getComputedStyle(document.documentElement));
}

/* The address behind a point, if it is a page of this site. */
function addressOf(point) {
  const given = Array.isArray(point.customdata) ? point.customdata[0] : point.customdata;
  if (typeof given !== "string" || !/^[/?]/.test(given)) return null;
  const address = new URL(given, window.location.href);
  return address.origin === window.location.origin ? address.href : null;
}

async function draw(plot) {
  const { data, layout } = figureOf(plot);
  await window.Plotly.newPlot(plot, data, layout, CONFIG);
  plot.on("plotly_click", (event) => {
    const address = event.points.length ? addressOf(event.points[0]) : null;
    if (address) window.location.assign(address);
  });
  plot.dataset.drawn = "1";
}

/* Without the picture the numbers are there all the same: in the table. */
function showTable(plot) {
  plot.hidden = true;
  plot.closest("figure").querySelector("details.asdata").open = true;
}

let coming = null;

/* Answers when Plotly is there, or cannot be; asks for it once. */
function library() {
  coming ??= new Promise((settle) => {
    const script = document.createElement("script");
    script.src = LIBRARY;
    script.addEventListener("load", () => {
      if (window.Plotly) window.Plotly.register(DUTCH);
      settle();
    });
    script.addEventListener("error", settle);
    document.head.append(script);
  });
  return coming;
}

async function bring(plot) {
  await library();
  if (window.Plotly) await draw(plot);
  else showTable(plot);
}

/* Who prints before a chart was in sight gets its table; afterwards all is as it was. */
function printUndrawn(plots) {
  let put = [];
  window.addEventListener("beforeprint", () => {
    put = plots
      .filter((plot) => !plot.dataset.drawn && !plot.hidden)
      .map((plot) => [plot, plot.closest("figure").querySelector("details.asdata")])
      .map(([plot, table]) => [plot, table, table.open]);
    for (const [plot] of put) showTable(plot);
  });
  window.addEventListener("afterprint", () => {
    for (const [plot, table, open] of put) {
      plot.hidden = false;
      table.open = open;
    }
  });
}

function start() {
  const plots = Array.from(document.querySelectorAll("[data-chart]"));
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      bring(target);
    }
  }, { rootMargin: NEARLY });
  plots.forEach((plot) => watch.observe(plot));
  printUndrawn(plots);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const plot of plots.filter((one) => one.dataset.drawn)) {
      const { data, layout } = figureOf(plot);
      window.Plotly.react(plot, data, layout, CONFIG);
    }
  });
}

start();
