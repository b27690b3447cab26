/* SPDX-License-Identifier: MIT */
#include "sheet/html_part.h"

/* Colours keep a contrast of at least 4.5 to 1 to what they stand on in both schemes, and nothing is said by
 * colour alone. Paper always gets the light scheme. One text for each line, as a compiler takes texts of 4095
 * bytes. */
#define LIGHT \
	"color-scheme:light;--page:#faf9f6;--card:#fff;--text:#1b2230;--soft:#586273;--line:#e5e2da;" \
	"--track:#efede7;--shade:#0002;--accent:#1f5fbf;--warn:#6f3d00;--warn-bg:#fdf2de;" \
	"--warn-line:#d99a3c;--s1:#2458a6;--s2:#b04a17;--s3:#1c7555;--s4:#7546a3;--s5:#855d00;--s6:#a52a4e"
#define DARK \
	"color-scheme:dark;--page:#12151b;--card:#1a1f27;--text:#e9ebef;--soft:#a9b2c0;--line:#303744;" \
	"--track:#282f3a;--shade:#0008;--accent:#8ab8ff;--warn:#f6cd8b;--warn-bg:#31260f;" \
	"--warn-line:#8d6c2e;--s1:#82b2f6;--s2:#f2a376;--s3:#72cea8;--s4:#c8a6ee;--s5:#e2c067;--s6:#f398ae"

static const char sans[] =
	"system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Noto Sans Arabic\",sans-serif";

static const char page_foot[] = "@bottom-left{content:\"migracode " MC_VERSION "\";color:#586273;font:8.5pt";

static const char *const style[] = {
	":root{" LIGHT "}",
	"@media(prefers-color-scheme:dark){:root{" DARK "}}",
	"*{box-sizing:border-box}",
	"html{-webkit-text-size-adjust:100%;text-size-adjust:100%}",
	"body{margin:0;background:var(--page);color:var(--text);font:1rem/1.6",
	sans,
	";overflow-wrap:break-word}",
	"header,main,footer{max-width:62rem;margin-inline:auto;padding-inline:clamp(.85rem,4vw,2.5rem)}",
	"main{padding-block:clamp(1.75rem,5vw,3.75rem) 1rem}",
	"header+main{padding-block-start:clamp(1.25rem,3vw,2rem)}",
	"h1{font-size:clamp(1.75rem,1.2rem + 2.4vw,2.6rem);line-height:1.15;letter-spacing:-.02em;",
	"font-weight:680;margin:0;text-wrap:balance}",
	"h2{font-size:clamp(1.3rem,1.1rem + .9vw,1.65rem);line-height:1.25;letter-spacing:-.012em;",
	"font-weight:650;margin:clamp(2.5rem,6vw,4rem) 0 .75rem;text-wrap:balance}",
	"[dir=rtl] h1,[dir=rtl] h2{letter-spacing:0}",
	"h1,h2,p,dt,dd,caption,summary,li{overflow-wrap:anywhere}",
	"p{margin:.6rem 0;max-width:68ch}a{color:var(--accent)}",
	".sub{color:var(--soft);font-size:1.075rem;margin:.7rem 0 0}",
	".note{color:var(--soft);font-size:.9rem;border-inline-start:3px solid var(--line);",
	"padding-inline-start:.9rem;margin-block:1.1rem}",
	".legend{color:var(--soft);font-size:.85rem;margin:.85rem 0 0}",
	/* stamps */
	".stamps{padding-block-start:clamp(.85rem,3vw,1.5rem);display:flex;flex-wrap:wrap;gap:.6rem}",
	".stamps strong{color:var(--warn);background:var(--warn-bg);border:2px solid var(--warn-line);",
	"border-radius:.5rem;padding:.2rem .85rem;letter-spacing:.09em;font-size:.95rem;font-weight:750}",
	"[dir=rtl] .stamps strong{letter-spacing:0}",
	/* contents */
	"nav{margin-block-start:1.75rem}nav ul{list-style:none;margin:0;padding:0;display:flex;",
	"flex-wrap:wrap;gap:.35rem 1.4rem}",
	"nav a{display:inline-block;padding-block:.2rem;text-underline-offset:.25em;",
	"text-decoration-thickness:1px}",
	/* figures that stand for themselves */
	".figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));",
	"gap:1rem;",
	"margin:1.75rem 0 0}",
	".figures>div{background:var(--card);border:1px solid var(--line);border-radius:1rem;",
	"padding:1.15rem 1.3rem 1.2rem;display:flex;flex-direction:column}",
	".figures dt{color:var(--soft);font-size:.92rem;line-height:1.4;order:2}",
	".figures dd{margin:0}",
	".figures .value{font-size:2.3rem;line-height:1.15;font-weight:680;letter-spacing:-.02em;order:1;",
	"margin-block-end:.3rem;font-variant-numeric:tabular-nums}",
	"[dir=rtl] .value{letter-spacing:0}",
	".figures .about{font-size:.85rem;color:var(--soft);order:3;margin-block-start:.25rem}",
	/* cards */
	".card{background:var(--card);border:1px solid var(--line);border-radius:1rem;margin:1.5rem 0 0;",
	"padding:clamp(1rem,3vw,1.75rem)}",
	".title{font-weight:650;font-size:1.08rem;line-height:1.35;margin:0;display:block}",
	"figcaption p{color:var(--soft);margin:.2rem 0 0;font-size:.95rem}",
	/* tables */
	/* a shadow where a table goes on; the first column stays */
	".scroll{overflow-x:auto;position:relative;",
	"background:linear-gradient(90deg,var(--card) 40%,transparent) 0/2.5rem 100%",
	"local,linear-gradient(270deg,var(--card) 40%,transparent) 100%/2.5rem 100% local,",
	"linear-gradient(90deg,var(--shade),transparent) 0/.7rem 100% scroll,",
	"linear-gradient(270deg,var(--shade),transparent) 100%/.7rem 100% scroll;",
	"background-repeat:no-repeat}",
	"table{border-collapse:collapse;width:100%;font-size:.95rem}",
	"caption{text-align:start;padding-block-end:.7rem}",
	"caption .title{position:sticky;inset-inline-start:0;display:inline-block;",
	"max-width:min(100%,calc(100vw - 4rem))}",
	"th,td{padding:.6rem .75rem;border-block-end:1px solid var(--line);vertical-align:top;",
	"text-align:start}",
	"thead th,thead td{color:var(--soft);font-size:.82rem;font-weight:600;line-height:1.35;",
	"vertical-align:bottom;border-block-end:2px solid var(--line)}",
	"tbody th{font-weight:500;min-width:7.5rem}.long{min-width:15rem}",
	"th:first-child,thead td:first-child{position:sticky;inset-inline-start:0;background:var(--card)}",
	"@media(min-width:40.01rem){tbody th{min-width:11rem}}",
	"th:first-child,td:first-child{padding-inline-start:0}",
	"th:last-child,td:last-child{padding-inline-end:0}",
	"tbody tr:last-child>*{border-block-end:0}",
	"tr.total>*{font-weight:700;border-block-start:2px solid var(--text)}",
	/* digits stand under digits in every script */
	".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}",
	"thead .n{white-space:normal}",
	".good,.part,.bad,.fault{white-space:nowrap;font-variant-numeric:tabular-nums;border-radius:.4rem;",
	"padding:.1rem .4rem;margin-inline-start:-.4rem;background:var(--tone)}",
	".good{color:var(--s3);--tone:color-mix(in srgb,var(--s3) 9%,transparent)}",
	".part{color:var(--s5);--tone:color-mix(in srgb,var(--s5) 9%,transparent)}",
	".bad{color:var(--s6);--tone:color-mix(in srgb,var(--s6) 9%,transparent)}",
	".fault{color:var(--s4);--tone:color-mix(in srgb,var(--s4) 9%,transparent)}",
	".soft{color:var(--soft)}",
	".vh{position:absolute;margin:-1px;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);",
	"white-space:nowrap}",
	/* charts */
	".chart{display:block;width:100%;overflow:visible;margin-block-start:1.25rem;font-size:14px}",
	".chart text{fill:var(--text);font-variant-numeric:tabular-nums}",
	".chart .strong{font-weight:650}.chart .soft{fill:var(--soft)}.chart .small{font-size:12px}",
	".chart .dot{font-size:20px}.chart .end{text-anchor:end}.chart .mid{text-anchor:middle}",
	".chart .halo{paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round;",
	"font-weight:650}",
	".track{fill:var(--track)}.axis,.grid{stroke:var(--line);stroke-width:1}.axis{stroke:var(--soft)}",
	".grid{stroke-dasharray:1 4;stroke:var(--soft);opacity:.55}",
	".line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}",
	".gap{fill:var(--card)}.patterns{position:absolute;width:0;height:0}",
	".f1{fill:var(--s1)}.f2{fill:var(--s2)}.f3{fill:var(--s3)}",
	".f4{fill:var(--s4)}.f5{fill:var(--s5)}.f6{fill:var(--s6)}",
	".l1{stroke:var(--s1)}.l2{stroke:var(--s2)}.l3{stroke:var(--s3)}",
	".l4{stroke:var(--s4)}.l5{stroke:var(--s5)}.l6{stroke:var(--s6)}",
	".l2{stroke-dasharray:9 6}.l3{stroke-dasharray:2 6}.l4{stroke-dasharray:12 5 2 5}",
	".l5{stroke-dasharray:5 5}.l6{stroke-dasharray:16 6}",
	".bar{stroke-dasharray:none;stroke-width:1.25}",
	".chart .t1{fill:var(--s1)}.chart .t2{fill:var(--s2)}.chart .t3{fill:var(--s3)}",
	".chart .t4{fill:var(--s4)}.chart .t5{fill:var(--s5)}.chart .t6{fill:var(--s6)}",
	".series{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.4rem;padding:0;margin:1rem 0 0;",
	"font-size:.92rem}",
	".series li{display:flex;align-items:center;gap:.55rem}.series svg{flex:none;overflow:visible}",
	"@media(max-width:40rem){.wide{display:none}}",
	"@media(min-width:40.01rem){.narrow{display:none}}",
	/* data of a chart */
	"details{margin-block-start:1.1rem}",
	"summary{cursor:pointer;color:var(--accent);font-size:.92rem;padding-block:.3rem;",
	"width:fit-content}",
	"details .scroll{margin-block-start:.6rem}details table{font-size:.88rem}",
	"details th,details td{padding-block:.38rem}",
	/* keyboard */
	".skip{position:absolute;inset-inline-start:-99rem}",
	".skip:focus{inset-inline-start:1rem;top:.75rem;background:var(--card);padding:.5rem 1rem;",
	"z-index:1}",
	":focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:.3rem}",
	"footer{color:var(--soft);font-size:.85rem;padding-block:1.5rem 2.5rem}",
	"@media(max-width:40rem){th,td{padding-inline:.5rem}.card,.figures>div{border-radius:.8rem}",
	".figures{gap:.7rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,8.25rem),1fr))}",
	".stamps strong{font-size:.8rem}.figures>div{padding:.85rem .9rem}",
	".figures .value{font-size:1.6rem}.figures dt{font-size:.85rem}",
	"}",
	/* paper: the first row of a table stands on every page, so the stamps are made one */
	"@page{size:A4;margin:14mm 16mm 16mm;",
	page_foot,
	sans,
	"}@bottom-right{content:counter(page) \" / \" counter(pages);color:#586273;font:8.5pt",
	sans,
	"}}",
	"@media print{:root{" LIGHT ";--page:#fff;--line:#c9c6be;--track:#ecebe6}",
	"*{print-color-adjust:exact;-webkit-print-color-adjust:exact}",
	"body{font-size:10.5pt;line-height:1.5;display:table;width:100%;background:none}",
	"header,main,footer{max-width:none;padding-inline:0}",
	"header{display:table-header-group;break-inside:avoid}",
	"header p{margin:0;padding-block-end:5mm}",
	"main{display:table-row-group;padding:0}",
	".stamps strong{font-size:9pt;padding:.5mm 3mm}.skip,nav,summary,footer{display:none}",
	"h1{font-size:22pt}h2{font-size:15pt;margin-block:9mm 3mm;break-after:avoid}",
	".card,.figures>div{border-color:#c9c6be;border-radius:3mm}.card{padding:5mm;",
	"margin-block-start:5mm}",
	".figures{grid-template-columns:repeat(auto-fit,minmax(40mm,1fr));gap:4mm;margin-block-start:6mm}",
	".figures .value{font-size:20pt}",
	"figure.card,.figures,tr,li,.note{break-inside:avoid}caption,figcaption{break-after:avoid}",
	"thead{display:table-header-group}.scroll{overflow:visible;background:none}table{font-size:9.5pt}",
	"details{display:none}details.shown{display:block}tbody th,.long{min-width:0}",
	".many{font-size:7.5pt}.many thead *{font-size:6.5pt}.many th,.many td{padding:1mm}",
	"details table{font-size:8.5pt}",
	"details th,details td{padding-block:.6mm;line-height:1.3}",
	"details.shown::details-content{content-visibility:visible;display:block;height:auto}}",
};

void mc_web_style(struct mc_buf *out)
{
	for (size_t i = 0; i < MC_COUNT(style); i++)
		mc_buf_addf(out, "%s\n", style[i]);
}

/* The first series is plain; the gaps of the others show the card, so that they differ in grey, too. */
static const char *const patterns[] = {
	"<pattern id=\"p1\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
	"<rect class=\"f1\" width=\"8\" height=\"8\"/></pattern>",
	"<pattern id=\"p2\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
	"patternTransform=\"rotate(45)\"><rect class=\"f2\" width=\"8\" height=\"8\"/>"
	"<rect class=\"gap\" width=\"3\" height=\"8\"/></pattern>",
	"<pattern id=\"p3\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
	"<rect class=\"f3\" width=\"8\" height=\"8\"/><circle class=\"gap\" cx=\"4\" cy=\"4\" "
	"r=\"2.1\"/></pattern>",
	"<pattern id=\"p4\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
	"patternTransform=\"rotate(-45)\"><rect class=\"f4\" width=\"8\" height=\"8\"/>"
	"<path class=\"gap\" d=\"M0 0h8v1.6H1.6V8H0z\"/></pattern>",
	"<pattern id=\"p5\" width=\"8\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
	"<rect class=\"f5\" width=\"8\" height=\"6\"/><rect class=\"gap\" width=\"8\" "
	"height=\"2.4\"/></pattern>",
	"<pattern id=\"p6\" width=\"6\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
	"<rect class=\"f6\" width=\"6\" height=\"8\"/><rect class=\"gap\" width=\"2.4\" "
	"height=\"8\"/></pattern>",
};

void mc_web_patterns(struct mc_buf *out)
{
	mc_buf_addz(out, "<svg class=\"patterns\" aria-hidden=\"true\" focusable=\"false\"><defs>\n");
	for (size_t i = 0; i < MC_COUNT(patterns); i++)
		mc_buf_addf(out, "%s\n", patterns[i]);
	mc_buf_addz(out, "</defs></svg>\n");
}
