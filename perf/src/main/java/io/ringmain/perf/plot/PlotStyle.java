package io.ringmain.perf.plot;

/** Colours for light and dark; series are told apart by their markers too. */
public final class PlotStyle {
    /** How many series have a colour of their own. */
    static final int SERIES = 6;

    public static final String VARIABLES = """
            :root{color-scheme:light dark;--paper:#fff;--panel:#f5f7f9;--ink:#1b1f24;--soft:#57606a;--line:#d5dbe1;
            --met:#1a7037;--missed:#b3261e;--s0:#0b62c4;--s1:#bf4a00;--s2:#0b7a5b;--s3:#7b3fd1;--s4:#a8185f;--s5:#6a5a00}
            @media (prefers-color-scheme:dark){:root{--paper:#14171b;--panel:#1c2127;--ink:#e8ebee;--soft:#a3adb8;
            --line:#373f48;--met:#62d08a;--missed:#ff8d85;--s0:#74b4ff;--s1:#ffa066;--s2:#54d2a8;--s3:#c6a8ff;
            --s4:#ff90c8;--s5:#dfca5e}}
            """;

    public static final String PLOTS = """
            .plot{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;max-width:100%}
            .plot text{fill:var(--ink)}.plot .soft{fill:var(--soft)}.plot .strong{font-weight:600}
            .plot .small{font-size:11px}.plot .paper{fill:var(--paper)}
            .plot .grid{stroke:var(--line);stroke-width:1}.plot .axis{stroke:var(--soft);stroke-width:1}
            .plot .median{stroke:var(--ink);stroke-width:2}.plot .target{stroke:var(--missed);stroke-width:1.5;
            stroke-dasharray:3 2}.plot .target.met{stroke:var(--met)}.plot .target.open{stroke:var(--soft)}.plot .whisker{stroke:var(--ink);stroke-width:1.2}
            .plot .track{fill:var(--line)}.plot .other{fill:var(--soft);opacity:.55}
            .plot .l{fill:none;stroke-width:2}.plot .dash{stroke-dasharray:5 4}.plot .band{stroke:none;opacity:.14}
            .plot .run{opacity:.75}
            .plot .f0{fill:var(--s0)}.plot .f1{fill:var(--s1)}.plot .f2{fill:var(--s2)}
            .plot .f3{fill:var(--s3)}.plot .f4{fill:var(--s4)}.plot .f5{fill:var(--s5)}
            .plot .l0{stroke:var(--s0)}.plot .l1{stroke:var(--s1)}.plot .l2{stroke:var(--s2)}
            .plot .l3{stroke:var(--s3)}.plot .l4{stroke:var(--s4)}.plot .l5{stroke:var(--s5)}
            .plot .flame{stroke:var(--paper);stroke-width:.6}.plot .flame.g0{fill:#f2b05e}.plot .flame.g1{fill:#f7c98a}
            .plot .flame.g2{fill:#9ccf9f}.plot .flame.g3{fill:#b9c4d0}.plot .frame{fill:#1b1f24;font-size:10px}
            """;

    private PlotStyle() {}
}
