package io.ringmain.perf.report;

/** How the page looks; the colours are those of the plots. */
final class PageStyle {
    static final String CSS = """
            *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);
            font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
            header,main{max-width:1180px;margin:0 auto;padding:0 20px}header{padding-top:28px}
            h1{font-size:28px;margin:0}h2{font-size:21px;margin:44px 0 6px;padding-top:12px;border-top:1px solid var(--line)}
            h3{font-size:16px;margin:22px 0 6px}.verdict{font-size:18px;margin:4px 0 14px}
            nav{display:flex;flex-wrap:wrap;gap:4px 16px}a{color:var(--s0)}
            a:focus-visible,summary:focus-visible{outline:2px solid var(--s0);outline-offset:2px}
            .how,.soft{color:var(--soft);max-width:80ch;margin:6px 0 12px}.wide{overflow-x:auto;margin:8px 0}
            table{border-collapse:collapse;font-size:13.5px}th,td{padding:5px 14px 5px 0;text-align:left;vertical-align:middle;
            border-bottom:1px solid var(--line)}thead th{color:var(--soft);font-weight:500;font-size:12.5px;white-space:nowrap}
            tbody th{font-weight:500;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12.5px;
            white-space:nowrap}td{font-variant-numeric:tabular-nums}
            .n{text-align:right;white-space:nowrap}.unit{color:var(--soft);font-size:12px}
            .host th{font-family:inherit;font-size:13.5px;color:var(--soft);white-space:nowrap;vertical-align:top}
            .host td{overflow-wrap:anywhere}td svg.plot{max-width:none}.met{color:var(--met)}.missed{color:var(--missed);font-weight:600}
            .open{color:var(--soft)}.met,.missed,.open{white-space:nowrap}.notes{color:var(--soft);font-size:12.5px;
            min-width:180px;max-width:360px}.note td{color:var(--soft);font-size:12.5px;padding:0 0 7px 18px;
            white-space:normal}.note td::before{content:"↳ "}tr:has(+.note)>*{border-bottom:0}.failure{color:var(--missed);font-weight:600}
            .plots{display:flex;flex-wrap:wrap;gap:22px 40px;margin:14px 0}figure{margin:0;max-width:100%}
            svg.plot{display:block;height:auto}.all{overflow-wrap:anywhere}details{margin:8px 0}
            summary{cursor:pointer}tbody tr:hover{background:var(--panel)}main{padding-bottom:60px}
            @media print{details>*{display:block}nav{display:none}}
            """;

    private PageStyle() {}
}
