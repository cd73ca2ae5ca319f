(function () {
  "use strict";
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const root = document.documentElement;
  const color = name => getComputedStyle(root).getPropertyValue("--" + name).trim();
  const line = i => color("line-" + (i % 8 + 1));
  const DAY = 86400, MONTH = 30 * DAY, YEAR = 365 * DAY;

  // Five digits that count; uPlot's own format stops at three decimals.
  function number(value) {
    if (value == null) return "–";
    const size = Math.abs(value);
    if (size && (size < 1e-4 || size >= 1e7)) {
      return value.toExponential(4).replace(/\.?0+e/, "e").replace("e+", "e");
    }
    return value.toLocaleString("en-US", size >= 1e4 ? {maximumFractionDigits: 0} : {maximumSignificantDigits: 5});
  }

  const power = value => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

  function axes(chart) {
    const look = {
      stroke: color("muted"), font: "12px system-ui, sans-serif",
      grid: {stroke: color("rule"), width: 1}, ticks: {stroke: color("rule"), width: 1, size: 5},
    };
    const x = {
      epoch: {size: 34, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 1e4, 2e4, 5e4, 1e5]},
      number: {size: 34, values: (u, splits) => splits.map(number)},
      day: {
        incrs: [1, 2, 3, 5, 7, 10, 15].map(days => days * DAY)
          .concat([1, 2, 3, 4, 6].map(months => months * MONTH))
          .concat([1, 2, 5, 10, 25, 50, 100].map(years => years * YEAR)),
        values: [
          [YEAR, "{YYYY}", null, null, null, null, null, null, 1],
          [MONTH, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
          [DAY, "{D} {MMM}", "\n{YYYY}", null, null, null, null, null, 1],
        ],
      },
    }[chart.axis];
    const y = {
      // On a logarithmic scale only powers of ten get a line.
      grid: {...look.grid, filter: (u, splits) => splits.map(
        split => u.scales.y.distr === 3 && !power(split) ? null : split)},
      values: (u, splits) => splits.map(split => split == null ? "" : number(split)),
      size: (u, values) => 18 + 7 * Math.max(2, ...(values || []).map(text => text.length)),
    };
    return [{...look, ...x}, {...look, ...y}];
  }

  // A dashed line at the best epoch, below the curves.
  function mark(u, epoch) {
    if (!epoch || epoch < u.scales.x.min || epoch > u.scales.x.max) return;
    const at = Math.round(u.valToPos(epoch, "x", true)), {ctx, bbox} = u, dot = devicePixelRatio;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = color("muted");
    ctx.lineWidth = dot;
    ctx.setLineDash([4 * dot, 4 * dot]);
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    ctx.font = 11 * dot + "px system-ui, sans-serif";
    ctx.textBaseline = "top";
    const left = at > bbox.left + bbox.width / 2;
    ctx.textAlign = left ? "right" : "left";
    ctx.fillText("best", at + (left ? -5 : 5) * dot, bbox.top);
    ctx.restore();
  }

  function options(chart, log, width) {
    const epochs = chart.axis === "epoch", last = chart.x.length - 1;
    const name = {epoch: "epoch", number: "x", day: "day"}[chart.axis];
    return {
      width, height: epochs ? 230 : 340, padding: [8, chart.axis === "day" ? 24 : 14, 0, 0],
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1e3), "Etc/UTC"),
      scales: {x: {time: chart.axis === "day"}, y: log ? {distr: 3, range: (u, least, most) => [least / 1.5, most * 1.5]} : {}},
      axes: axes(chart),
      cursor: {y: false, points: {size: 7, fill: (u, i) => line(i - 1)}, ...(epochs && {sync: {key: "epochs"}})},
      legend: {markers: {width: 0, fill: (u, i) => line(i - 1)}},
      series: [
        chart.axis === "day" ? {label: name, value: "{YYYY}-{MM}-{DD}"}
          : {label: name, value: (u, value) => number(value)},
        ...chart.lines.map(({name}, i) => ({
          label: name, stroke: line(i), width: 1.75,
          points: {size: 5, fill: color("card")}, value: (u, value) => number(value),
        })),
      ],
      hooks: {
        drawAxes: [u => mark(u, chart.best)],
        // Without a pointer the legend tells the last values.
        setCursor: [u => { if (u.cursor.idx == null) u.setLegend({idx: last}, false); }],
        ready: [u => u.setLegend({idx: last}, false)],
      },
    };
  }

  const redraws = Array.from(document.querySelectorAll("[data-chart]"), figure => {
    const chart = charts[figure.dataset.chart];
    const plot = figure.appendChild(document.createElement("div"));
    plot.className = "plot";
    const data = [chart.x, ...chart.lines.map(line => line.values)];
    let log = chart.wide && chart.axis === "epoch", drawn = null;
    const draw = () => {
      if (drawn) drawn.destroy();
      drawn = new uPlot(options(chart, log, plot.clientWidth), data, plot);
    };
    if (chart.wide) {
      const button = figure.appendChild(document.createElement("button"));
      const label = () => { button.textContent = log ? "linear scale" : "log scale"; };
      button.className = "scale";
      button.type = "button";
      button.onclick = () => { log = !log; label(); draw(); };
      label();
    }
    draw();
    new ResizeObserver(() => {
      if (plot.clientWidth && plot.clientWidth !== drawn.width) {
        drawn.setSize({width: plot.clientWidth, height: drawn.height});
      }
    }).observe(plot);
    return draw;
  });

  const redraw = () => redraws.forEach(draw => draw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("beforeprint", () => { root.dataset.print = ""; redraw(); });
  addEventListener("afterprint", () => { delete root.dataset.print; redraw(); });
})();
