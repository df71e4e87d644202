/// The page of the HTML report: Mustache, with its styles in it.
enum HTMLTemplate {
  static let text = #"""
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Seedbed · {{#headline}}{{line}}{{/headline}}{{^headline}}report{{/headline}}</title>
    <style>
    :root{--ground:#f6f7f4;--card:#fff;--ink:#1d2420;--soft:#5f6b64;--line:#e1e5df;--good:#1f7a4d;--good-soft:#dcefe4;--bad:#b3402a;--bad-soft:#f8e2dc;--mono:ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace}
    @media (prefers-color-scheme:dark){:root{--ground:#141816;--card:#1c2220;--ink:#e8ede9;--soft:#9aa7a0;--line:#2c3531;--good:#5fc392;--good-soft:#1d3a2c;--bad:#ee8a72;--bad-soft:#44251d}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
    main{max-width:1080px;margin:0 auto;padding:32px 20px 64px}
    header{display:flex;justify-content:space-between;align-items:baseline;gap:16px;flex-wrap:wrap;margin-bottom:20px}
    .brand{font-weight:700;letter-spacing:-.01em;font-size:18px}.brand i{font-style:normal;color:var(--good)}
    .about{color:var(--soft);font-size:13px;overflow-wrap:anywhere}
    section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:22px 24px;margin-bottom:18px}
    h2{font-size:16px;margin:0 0 14px}
    .hero{display:grid;grid-template-columns:auto 1fr;gap:12px 36px;align-items:center}
    .figures{display:flex;flex-wrap:wrap;gap:12px 36px}
    .number{font-size:60px;line-height:1;font-weight:700;letter-spacing:-.03em;font-variant-numeric:tabular-nums}
    .number small{display:block;margin-top:10px;font-size:14px;font-weight:500;letter-spacing:0;color:var(--soft)}
    .number.good{color:var(--good)}.number.bad{color:var(--bad)}
    .cells{display:grid;grid-template-columns:repeat(13,1fr);gap:4px}
    .cell{height:18px;border-radius:4px}.cell.good{background:var(--good)}.cell.bad{background:var(--bad);opacity:.85}
    .facts{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:6px 28px;color:var(--soft);font-size:14px;border-top:1px solid var(--line);padding-top:14px;margin-top:6px}
    .facts b{color:var(--ink);font-weight:600}
    .service{border-top:1px solid var(--line);padding:12px 0 6px}.service:first-of-type{border-top:0;padding-top:0}
    .service h3{display:flex;justify-content:space-between;font-size:14px;margin:0 0 6px;text-transform:capitalize}
    .pill{font-size:12px;font-weight:600;border-radius:99px;padding:1px 9px;font-variant-numeric:tabular-nums}
    .pill.good{background:var(--good-soft);color:var(--good)}.pill.bad{background:var(--bad-soft);color:var(--bad)}
    .op{display:grid;grid-template-columns:16px minmax(0,1fr) auto auto auto;gap:0 12px;align-items:center;padding:4px 0;font-size:14px}
    .mark{font-weight:700}.mark.good{color:var(--good)}.mark.bad{color:var(--bad)}
    .path{font-family:var(--mono);font-size:13px;overflow-wrap:anywhere}.path span{color:var(--soft)}
    .dots{display:flex;gap:3px}.dot{width:9px;height:9px;border-radius:50%;background:var(--line)}.dot.on{background:var(--good)}.op.bad .dot.on{background:var(--bad)}
    .level{color:var(--soft);font-size:12px;min-width:74px}.time{color:var(--soft);font-size:12px;text-align:right;min-width:44px;font-variant-numeric:tabular-nums}
    .why{grid-column:2/-1;margin:3px 0 6px;padding:8px 12px;border-left:3px solid var(--bad);background:var(--bad-soft);border-radius:0 6px 6px 0;font-size:13px}
    .leaves{grid-column:2/-1;font-size:12px;color:var(--soft)}.leaves summary{cursor:pointer}.leaves p{margin:2px 0 2px 14px;overflow-wrap:anywhere}.leaves code{font-family:var(--mono);color:var(--ink)}.leaves .good b{color:var(--good)}.leaves .bad b{color:var(--bad)}
    .why p{margin:0;overflow-wrap:anywhere}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:14px}
    th{font-weight:600;color:var(--soft);font-size:12px;text-align:left;padding:0 12px 6px 0;white-space:nowrap}
    td{padding:5px 12px 5px 0;border-top:1px solid var(--line)}
    .n{text-align:right;font-variant-numeric:tabular-nums;padding-right:0;padding-left:12px;white-space:nowrap}
    .why table{margin-top:6px;font-size:12px}.why td,.why th{font-family:var(--mono);border-color:transparent;padding:1px 14px 1px 0;overflow-wrap:anywhere;vertical-align:top}
    tfoot td{font-weight:600}
    .two{display:grid;grid-template-columns:1fr 1fr;gap:18px}.two section{margin:0}
    .soft{color:var(--soft)}
    .tools{display:flex;flex-wrap:wrap;gap:10px 16px;align-items:center;margin:0 0 12px;font-size:13px;color:var(--soft)}
    .tools input[type=search]{flex:1 1 220px;min-width:0;font:inherit;color:var(--ink);background:var(--ground);border:1px solid var(--line);border-radius:8px;padding:6px 10px}
    .levels{width:auto;min-width:min(420px,100%)}.levels td{border:0;padding:2px 10px 2px 0;font-size:13px}.levels .track{width:55%}.bar{height:10px;border-radius:3px;min-width:2px}.bar.good{background:var(--good)}.bar.bad{background:var(--bad)}
    .split{display:grid;grid-template-columns:1fr 1fr;gap:4px 10px;margin:6px 0}.split code{display:block;font-family:var(--mono);font-size:12px;background:var(--card);border-radius:4px;padding:3px 7px;overflow-wrap:anywhere}.split .where{grid-column:1/-1;font-size:12px;overflow-wrap:anywhere}.split .gold{border-left:3px solid var(--good)}.split .got{border-left:3px solid var(--bad)}
    .curl{margin:6px 0 0;font-size:12px;color:var(--soft)}.curl summary{cursor:pointer}.curl code{display:block;font-family:var(--mono);overflow-wrap:anywhere;margin-top:4px;color:var(--ink)}
    .trend svg{width:100%;height:auto;display:block}.trend path{fill:none;stroke-width:2.5;vector-effect:non-scaling-stroke}.trend .grid{stroke:var(--line);stroke-width:1}.trend .operational{stroke:var(--good)}.trend .proved{stroke:var(--bad);stroke-dasharray:5 4}.trend text{font-size:12px;fill:var(--soft)}.key{font-size:13px;color:var(--soft)}.key i{display:inline-block;width:22px;border-top:3px solid var(--good);vertical-align:middle;margin:0 6px 0 12px}.key i.p{border-top:3px dashed var(--bad)}
    ul.plain{margin:0;padding:0;list-style:none;font-family:var(--mono);font-size:13px}ul.plain li{padding:2px 0;overflow-wrap:anywhere}ul.words{font-family:inherit;font-size:14px}h3.sub{font-size:13px;margin:14px 0 4px}[hidden]{display:none!important}
    footer{color:var(--soft);font-size:12px;margin-top:22px}
    @media (max-width:640px){main{padding:20px 12px 40px}section{padding:16px}.hero{grid-template-columns:1fr}.number{font-size:48px}.two{grid-template-columns:1fr}.op{grid-template-columns:14px minmax(0,1fr) auto}.level,.time{display:none}}
    @media print{section{break-inside:avoid}}
    </style>
    </head>
    <body><main>
    <header><div class="brand">seed<i>bed</i></div><div class="about">{{database}} · {{startedAt}}</div></header>
    {{#headline}}
    <section class="hero">
    <div class="figures"><div class="number {{tone}}">{{percentage}}<small>{{fraction}} endpoints operational</small></div>
    <div class="number {{provedTone}}">{{provedPercentage}}<small>{{provedWords}}</small></div></div>
    <div class="cells" role="img" aria-label="{{line}}">{{#cells}}<div class="cell {{tone}}" title="{{title}}"></div>{{/cells}}</div>
    <div class="facts"><span>responding <b>{{responding}}</b></span><span>proved real <b>{{provedReal}}</b></span><span>coverage <b>{{coverage}}</b></span><span>fields compared <b>{{compared}}</b></span></div>
    </section>
    {{/headline}}
    {{#hasTrend}}
    <section class="trend"><h2>Runs</h2>{{{trend}}}<div class="key"><i></i>operational<i class="p"></i>proved real</div></section>
    {{/hasTrend}}
    {{#headline}}
    <section><h2>Levels</h2><table class="levels"><tbody>{{#levels}}<tr><td class="n soft">{{number}}</td><td>{{name}}</td><td class="track"><div class="bar {{tone}}" style="width:{{width}}%"></div></td><td class="n">{{count}}</td></tr>{{/levels}}</tbody></table>
    {{#hasRemarks}}<h3 class="sub">About this run</h3><ul class="plain words">{{#remarks}}<li>{{.}}</li>{{/remarks}}</ul>{{/hasRemarks}}
    {{#hasUntested}}<h3 class="sub">Documented, and asked by no golden file</h3><ul class="plain">{{#untested}}<li>{{.}}</li>{{/untested}}</ul>{{/hasUntested}}
    {{#hasUndocumented}}<h3 class="sub">Answered, and in no document</h3><ul class="plain">{{#undocumented}}<li>{{.}}</li>{{/undocumented}}</ul>{{/hasUndocumented}}
    {{#hasStale}}<h3 class="sub">No golden file names</h3><ul class="plain">{{#stale}}<li>{{.}}</li>{{/stale}}</ul>{{/hasStale}}
    {{#hasWaiting}}<h3 class="sub">Waiting for review</h3><ul class="plain">{{#waiting}}<li>{{.}}</li>{{/waiting}}</ul>{{/hasWaiting}}
    {{#hasExcluded}}<h3 class="sub">Excluded</h3><ul class="plain">{{#excluded}}<li>{{.}}</li>{{/excluded}}</ul>{{/hasExcluded}}
    </section>
    <section><h2>Endpoints</h2>
    <div class="tools"><input type="search" id="words" placeholder="Filter by path or reason" aria-label="Filter"><label><input type="checkbox" id="failing"> only what is not proved</label></div>
    {{#hasNeeds}}<details class="curl"><summary>what the curl commands need</summary>{{#needs}}<code>{{.}}</code>{{/needs}}</details>{{/hasNeeds}}
    {{/headline}}
    {{#services}}
    <div class="service"><h3>{{name}} <span class="pill {{tone}}">{{good}} / {{of}}</span></h3>
    {{#operations}}
    <div class="op {{tone}}"{{#hasReasons}} data-wanting{{/hasReasons}}><span class="mark {{tone}}">●</span><span class="path"><span>{{method}}</span> {{path}} <span>{{compared}}</span></span><span class="level">{{levelName}}</span><span class="dots">{{#dots}}<span class="dot {{tone}}" title="{{title}}"></span>{{/dots}}</span><span class="time">{{milliseconds}}</span>
    {{#hasReasons}}<div class="why">{{#reasons}}<p>{{.}}</p>{{/reasons}}{{#hasDifferences}}<div class="split"><span class="soft">golden</span><span class="soft">answer</span>{{#differences}}<span class="where">{{path}} <span class="soft">{{place}}</span></span><code class="gold">{{expected}}</code><code class="got">{{actual}}</code>{{/differences}}</div><p class="soft">{{moreDifferences}}</p>{{/hasDifferences}}{{#hasCause}}<p>{{cause}}</p>{{/hasCause}}{{#hasCurl}}<details class="curl"><summary>make the request again</summary><code>{{curl}}</code></details>{{/hasCurl}}</div>{{/hasReasons}}
    {{#hasLeaves}}<details class="leaves"><summary>{{leafSummary}}</summary>{{#leaves}}<p class="{{tone}}"><code>{{leaf}}</code> <b>{{word}}</b> {{explanation}}</p>{{/leaves}}</details>{{/hasLeaves}}
    </div>
    {{/operations}}
    </div>
    {{/services}}
    {{#headline}}</section>{{/headline}}
    {{#hasBackfills}}
    <section><h2>Backfills</h2>
    <div class="scroll"><table>
    <thead><tr><th></th><th>backfill</th><th>collection</th><th class="n">read</th><th class="n">loaded</th><th class="n">present</th><th class="n">filtered</th><th class="n">rejected</th></tr></thead>
    <tbody>{{#backfills}}<tr><td class="mark {{tone}}">●</td><td>{{name}}</td><td class="soft">{{target}}</td><td class="n">{{read}}</td><td class="n">{{loaded}}</td><td class="n">{{present}}</td><td class="n">{{filtered}}</td><td class="n">{{rejected}}</td></tr>{{/backfills}}</tbody>
    <tfoot><tr><td></td><td>in all</td><td></td><td class="n">{{readTotal}}</td><td class="n">{{loadedTotal}}</td><td></td><td></td><td class="n">{{rejectedTotal}}</td></tr></tfoot>
    </table></div></section>
    {{/hasBackfills}}
    {{#hasLoads}}<div class="two">
    <section><h2>Seeds: {{seedSet}}</h2><table><tbody>{{#seeds}}<tr><td>{{name}}</td><td class="n">{{count}}</td></tr>{{/seeds}}</tbody><tfoot><tr><td>in all</td><td class="n">{{seedTotal}}</td></tr></tfoot></table></section>
    <section><h2>Migrations</h2><table><tbody>{{#migrations}}<tr><td>{{name}}</td><td class="soft n">{{words}}</td></tr>{{/migrations}}</tbody></table></section>
    </div>{{/hasLoads}}
    <footer>{{#headline}}{{line}}{{/headline}}</footer>
    </main>
    <script type="text/javascript">
    (function(){var words=document.getElementById("words"),failing=document.getElementById("failing");if(!words)return;
    function show(){var text=words.value.toLowerCase();document.querySelectorAll(".service").forEach(function(service){var any=false;service.querySelectorAll(".op").forEach(function(op){var is=(!failing.checked||op.hasAttribute("data-wanting"))&&op.textContent.toLowerCase().indexOf(text)>=0;op.hidden=!is;any=any||is});service.hidden=!any})}
    words.addEventListener("input",show);failing.addEventListener("change",show)})();
    </script></body></html>
    """#
}
