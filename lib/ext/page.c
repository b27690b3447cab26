/* SPDX-License-Identifier: MIT */
#include "ext/page.h"

#include "ext/escape.h"
#include "ext/unicode.h"

/* Colours keep a contrast of at least 4.5 to 1 in both schemes; nothing is said by colour alone. In two
 * parts, as a compiler takes texts of 4095 bytes. */
static const char *const style[] = {
	":root{color-scheme:light "
	"dark;--page:#f6f5f1;--card:#fff;--text:#1d2330;--soft:#566072;--line:#dcdad2;"
	"--code:#f3f2ec;--accent:#1f5fbf;--good:#17653a;--good-bg:#e3f3e8;--bad:#a8201a;--bad-bg:#fbe7e5;"
	"--half:#7a4b00;--half-bg:#fcf0d8;--ours:#6b2c91;--ours-bg:#f3e8fa;--idle:#4d5768;--idle-bg:#eceef2}"
	"\n"
	"@media(prefers-color-scheme:dark){:root{--page:#14171d;--card:#1c2129;--text:#e8eaee;--soft:#a6afbd;"
	"--line:#343b47;--code:#12151b;--accent:#8ab8ff;--good:#7fdca0;--good-bg:#15301f;--bad:#ff9d95;"
	"--bad-bg:#3a1a1a;--half:#f3c56b;--half-bg:#352a12;--ours:#d7acf3;--ours-bg:#2c1c38;--idle:#b4bdca;"
	"--idle-bg:#272d37}}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"
	"\"Segoe UI\",Roboto,\"Noto Sans\",\"Noto Sans Arabic\",sans-serif;overflow-wrap:break-word}\n"
	"header,main,footer{max-width:60rem;margin-inline:auto;padding:0 1.25rem}\n"
	"header{padding-block:2.25rem .75rem}main{padding-block-end:1rem}\n"
	"h1{font-size:1.8rem;line-height:1.2;margin:0 0 .35rem;letter-spacing:-.01em}\n"
	"h2{font-size:1.25rem;margin:0;line-height:1.3;overflow-wrap:anywhere}h3{font-size:1.05rem;margin:0 "
	"0 "
	".4rem;line-height:1.35}\n"
	"p,summary,h1,h3,li{overflow-wrap:anywhere}p{margin:.4rem 0}a{color:var(--accent)}\n"
	".soft{color:var(--soft);margin:0}.skip{position:absolute;inset-inline-start:-99rem}\n"
	".skip:focus{inset-inline-start:1rem;top:1rem;background:var(--card);padding:.5rem 1rem}\n"
	":focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.25rem}\n"
	".card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem "
	"1.4rem;"
	"margin-block:1.25rem}\n"
	".top{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-block-end:.9rem}\n"
	".top .points{margin-inline-start:auto;font-variant-numeric:tabular-nums;font-weight:600}\n"
	"progress{width:100%;height:.5rem;display:block;margin-block-end:1rem;border:0;border-radius:.25rem;"
	"overflow:hidden;appearance:none;background:var(--idle-bg);accent-color:var(--accent)}\n"
	"progress::-webkit-progress-bar{background:var(--idle-bg)}"
	"progress::-webkit-progress-value{background:var(--accent)}"
	"progress::-moz-progress-bar{background:var(--accent)}\n"
	".badge{display:inline-block;padding:.1rem "
	".6rem;border-radius:1rem;font-weight:600;font-size:.875rem;"
	"white-space:nowrap}\n"
	".pass{color:var(--good);background:var(--good-bg)}.fail,.error{color:var(--bad);background:var(--"
	"bad-bg)}"
	".partial,.flaky{color:var(--half);background:var(--half-bg)}"
	".grader-error{color:var(--ours);background:var(--ours-bg)}"
	".skipped,.not-run{color:var(--idle);background:var(--idle-bg)}\n",
	".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}\n"
	"th,td{text-align:start;vertical-align:top;padding:.45rem .6rem;border-block-end:1px solid "
	"var(--line)}\n"
	"thead "
	"th{white-space:nowrap;color:var(--soft);font-size:.8rem;font-weight:600;letter-spacing:.02em}\n"
	"tbody th{font-weight:500}tbody tr:last-child>*{border-block-end:0}\n"
	".n{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
	"th:first-child,td:first-child{padding-inline-start:0}th:last-child,td:last-child{padding-inline-end:"
	"0}\n"
	"caption{text-align:start;color:var(--soft);padding-block-end:.4rem}\n"
	".chips{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0;margin:.25rem 0 1rem}\n"
	"details{border:1px solid "
	"var(--line);border-radius:.6rem;margin-block-start:.75rem;background:var(--card)}\n"
	"summary{cursor:pointer;padding:.6rem "
	".9rem;font-weight:600}details[open]>summary{border-block-end:1px "
	"solid var(--line)}\n"
	".body{padding:.75rem .9rem 1rem}.body>:first-child{margin-block-start:0}\n"
	"summary .badge{margin-inline-end:.5rem}\n"
	"pre,code,kbd,.diff td{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\","
	"monospace;font-size:.875rem}\n"
	"pre{background:var(--code);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .75rem;"
	"overflow-x:auto;margin:.3rem 0 .8rem;line-height:1.5;unicode-bidi:plaintext}\n"
	"kbd{background:var(--code);border:1px solid var(--line);border-radius:.3rem;padding:.1rem .4rem}\n"
	".label{color:var(--soft);font-size:.85rem;margin:.6rem 0 .2rem}\n"
	".hint{border-inline-start:.25rem solid var(--accent);padding:.15rem .8rem;margin:.8rem 0 0}\n"
	".diff{border:1px solid var(--line);background:var(--code);table-layout:fixed;border-radius:.4rem;"
	"border-collapse:separate;border-spacing:0}\n"
	".diff th,.diff td{border:0;padding:.1rem .6rem}.diff thead "
	"th{padding-block:.4rem;border-block-end:1px "
	"solid var(--line)}\n"
	".diff td{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}.diff "
	".l{width:3.2rem;color:var(--soft);"
	"text-align:end;padding-inline:.3rem .5rem}.diff "
	".k{width:2.2rem;text-align:center;padding-inline:0}\n"
	".diff .del{background:var(--good-bg);color:var(--good)}.diff .add{background:var(--bad-bg);"
	"color:var(--bad)}\n"
	"mark{background:none;color:inherit;font-weight:700;text-decoration:underline "
	"2px;text-underline-offset:"
	".2em}\n"
	".next{font-weight:600}.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%"
	");"
	"white-space:nowrap}\n"
	"footer{color:var(--soft);font-size:.85rem;padding-block:0 2rem}\n"
	"@media(max-width:40rem){header{padding-block-start:1.25rem}h1{font-size:1.45rem}.card{padding:1rem;"
	"border-radius:.6rem}.wide{display:none}.diff .l{display:none}.diff th,.diff "
	"td{padding-inline:.35rem}"
	".diff "
	".k{width:1.4rem}.why{display:none}th,td{padding-inline:.35rem}.badge{font-size:.8rem;padding-inline:"
	".5rem}}\n"
	"@media print{:root{--page:#fff;--card:#fff}.card,details{break-inside:avoid;border-color:#999}"
	"body{font-size:10pt}.skip{display:none}pre{white-space:pre-wrap}}\n",
};

void mc_page_add_text(struct mc_buf *out, const char *text)
{
	mc_escape_xml_text(out, text);
}

void mc_page_add_isolated(struct mc_buf *out, const char *text)
{
	mc_buf_addz(out, "<bdi>");
	mc_page_add_text(out, text);
	mc_buf_addz(out, "</bdi>");
}

void mc_page_add_head(struct mc_buf *out, const struct mc_page *page)
{
	mc_buf_addz(out, "<!DOCTYPE html>\n<html");
	mc_escape_xml_attribute(out, "lang", page->lang);
	mc_escape_xml_attribute(out, "dir", mc_unicode_is_rtl_lang(page->lang) ? "rtl" : "ltr");
	mc_buf_addz(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
			 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
			 "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
			 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
			 "<meta name=\"robots\" content=\"noindex\">\n"
			 "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_escape_line(&line, page->title);
	mc_page_add_text(out, line.ptr);
	mc_buf_addz(out, "</title>\n<style>\n");
	for (size_t i = 0; i < MC_COUNT(style); i++)
		mc_buf_addz(out, style[i]);
	if (page->style)
		mc_buf_addz(out, page->style);
	mc_buf_addz(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
	mc_page_add_text(out, page->skip);
	mc_buf_addz(out, "</a>\n");
}
