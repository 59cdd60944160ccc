"""Markdown becomes exactly the HTML that we mean, whatever is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workgroups.core import mentions as markdown

LINK = 'rel="noopener nofollow ugc"'
TABLE = '<table dir="auto">\n<thead>\n<tr>\n{}\n</tr>\n</thead>\n<tbody>\n<tr>\n{}\n</tr>\n</tbody>\n</table>'


def p(inner: str) -> str:
    return f'<p dir="auto">{inner}</p>'


def link(url: str, words: str = "") -> str:
    return f'<a href="{url}" {LINK}>{words or url}</a>'


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Hello *there* **you**", p('Hello <em>there</em> <strong>you</strong>')),
        ("# Costs\n\ntext", '<h3 dir="auto">Costs</h3>\n<p dir="auto">text</p>'),
        ("###### Deep", '<h5 dir="auto">Deep</h5>'),
        ("- a\n- b", '<ul dir="auto">\n<li>a</li>\n<li>b</li>\n</ul>'),
        ("3. a", '<ol start="3" dir="auto">\n<li>a</li>\n</ol>'),
        ("> said", '<blockquote dir="auto">\n<p>said</p>\n</blockquote>'),
        ("~~no~~ `x<y`", p('<s>no</s> <code>x&lt;y</code>')),
        ("```js\nlet a\n```", "<pre><code>let a\n</code></pre>"),
        (
            "|a|b|\n|-|:-:|\n|1|2|",
            TABLE.format("<th>a</th>\n<th>b</th>", "<td>1</td>\n<td>2</td>"),
        ),
        (
            "| |b|\n|-|-|\n|1|2|",  # what heads nothing is no heading
            TABLE.format("<td></td>\n<th>b</th>", "<td>1</td>\n<td>2</td>"),
        ),
        ("[a](https://a.example)", p(f'<a href="https://a.example" {LINK}>a</a>')),
        ("[a](mailto:a@b.example)", p(f'<a href="mailto:a@b.example" {LINK}>a</a>')),
        ("[#3](/groups/x/?post=3#post-3)", p(link("/groups/x/?post=3#post-3", "#3"))),
        ("see https://a.example/x_(y).", p("see " + link("https://a.example/x_(y)") + ".")),
        ("(https://a.example/?a=1&b=2)", p("(" + link("https://a.example/?a=1&amp;b=2") + ")")),
        ("`https://a.example`", p('<code>https://a.example</code>')),
        ("2 < 3 & 4 > 1", p('2 &lt; 3 &amp; 4 &gt; 1')),
        ("línea\nnueva", p("línea<br>\nnueva")),
    ],
)  # fmt: skip
def test_render(body: str, html: str) -> None:
    assert markdown.render(body).html == html


ATTACKS = [
    ("<script>alert(1)</script>", p("&lt;script&gt;alert(1)&lt;/script&gt;")),
    ("<img src=x onerror=alert(1)>", p('&lt;img src=x onerror=alert(1)&gt;')),
    ("<svg/onload=alert(1)>", p('&lt;svg/onload=alert(1)&gt;')),
    ("<a href='javascript:alert(1)'>x</a>", p("&lt;a href='javascript:alert(1)'&gt;x&lt;/a&gt;")),
    ("[x](javascript:alert(1))", p('[x](javascript:alert(1))')),
    ("[x](JaVaScRiPt:alert(1))", p('[x](JaVaScRiPt:alert(1))')),
    ("[x](java&#x73;cript:alert(1))", p('[x](javascript:alert(1))')),
    ("[x](java\\script:alert(1))", '<p dir="auto">[x](java\\script:alert(1))</p>'),
    ("[x](<java script:alert(1)>)", p('[x](&lt;java script:alert(1)&gt;)')),
    ("[x](&#1;javascript:alert(1))", '<p dir="auto">[x](\ufffdjavascript:alert(1))</p>'),
    ("[x](data:text/html;base64,PHNjcmlwdD4=)", p('[x](data:text/html;base64,PHNjcmlwdD4=)')),
    ("[x](vbscript:msgbox(1))", p('[x](vbscript:msgbox(1))')),
    ("[x](file:///etc/passwd)", p('[x](file:///etc/passwd)')),
    ("[x](//evil.example)", p('[x](//evil.example)')),
    ("[x](/\\evil.example)", p(link("/%5Cevil.example", "x"))),
    ("[x](relative)", p('[x](relative)')),
    ("<javascript:alert(1)>", p('&lt;javascript:alert(1)&gt;')),
    ("<data:text/html,x>", p('&lt;data:text/html,x&gt;')),
    ("![x](https://evil.example/pixel.gif)", p("!" + link("https://evil.example/pixel.gif", "x"))),
    ("![x](javascript:alert(1))", p('![x](javascript:alert(1))')),
    ("[x]: javascript:alert(1)\n\n[x]", '<p dir="auto">[x]: javascript:alert(1)</p>\n<p dir="auto">[x]</p>'),
    ('[x](https://a.example "a\\" onmouseover=alert(1) b")',
     p(f'<a href="https://a.example" title="a&quot; onmouseover=alert(1) b" {LINK}>x</a>')),
    ('[x](https://a.example/"onclick="alert(1))',
     p(f'<a href="https://a.example/%22onclick=%22alert(1)" {LINK}>x</a>')),
    ('https://a.example/"onclick="alert(1)', p(link("https://a.example/") + "&quot;onclick=&quot;alert(1)")),
    ("https://a.example/<script>", p(link("https://a.example/") + "&lt;script&gt;")),
    ("```<script>\nx\n```", "<pre><code>x\n</code></pre>"),
    ('```" onload="alert(1)\nx\n```', "<pre><code>x\n</code></pre>"),
    ("`</code><script>`", p('<code>&lt;/code&gt;&lt;script&gt;</code>')),
    ("    <script>x</script>", p("&lt;script&gt;x&lt;/script&gt;")),
    ("<!-- --><script>x</script>", p('&lt;!-- --&gt;&lt;script&gt;x&lt;/script&gt;')),
    ("<![CDATA[<script>]]>", p('&lt;![CDATA[&lt;script&gt;]]&gt;')),
    ("<?php echo 1 ?>", p('&lt;?php echo 1 ?&gt;')),
    ("<math><mi//xlink:href=\"data:x\">", p('&lt;math&gt;&lt;mi//xlink:href=&quot;data:x&quot;&gt;')),
    ("<style>@import 'x'</style>", p("&lt;style&gt;@import 'x'&lt;/style&gt;")),
    ("<iframe srcdoc='<script>'>", p("&lt;iframe srcdoc='&lt;script&gt;'&gt;")),
    ("<form action=/x><button>", p('&lt;form action=/x&gt;&lt;button&gt;')),
    ("<span data-mention=\"p1\">@Boss</span>",
     p('&lt;span data-mention=&quot;p1&quot;&gt;@Boss&lt;/span&gt;')),
    ("&lt;script&gt;", p('&lt;script&gt;')),
    ("&#60;script&#62;alert(1)", p('&lt;script&gt;alert(1)')),
    ("\\<script\\>", p('&lt;script&gt;')),
    ("|<script>|\n|-|\n|<img src=x onerror=x>|",
     TABLE.format("<th>&lt;script&gt;</th>", "<td>&lt;img src=x onerror=x&gt;</td>")),
    ("[<img src=x onerror=x>](https://a.example)",
     p(f'<a href="https://a.example" {LINK}>&lt;img src=x onerror=x&gt;</a>')),
]  # fmt: skip


@pytest.mark.parametrize(("body", "html"), ATTACKS)
def test_attacks_stay_words(body: str, html: str) -> None:
    assert markdown.render(body.strip()).html.replace("&quot;", '"') == html.replace("&quot;", '"')


NAMES = {"ana perez": "p1", "ana perez lopez": "p2", "uruguay": "d3", "al": "p4"}


@pytest.mark.parametrize(
    ("body", "html", "mentions"),
    [
        ("Ask @Ana Pérez.", p('Ask <span data-mention="p1">@Ana Pérez</span>.'), {"p1": "Ana Pérez"}),
        (
            "@ANA PEREZ LOPEZ",
            p('<span data-mention="p2">@ANA PEREZ LOPEZ</span>'),
            {"p2": "ANA PEREZ LOPEZ"},
        ),
        ("(@Uruguay)", p('(<span data-mention="d3">@Uruguay</span>)'), {"d3": "Uruguay"}),
        ("@Alma", p("@Alma"), {}),
        ("mail al@al.example", p("mail al@al.example"), {}),
        ("`@Uruguay`", p("<code>@Uruguay</code>"), {}),
        ("[@Uruguay](https://a.example)", p(f'<a href="https://a.example" {LINK}>@Uruguay</a>'), {}),
        ("@nobody @Al", p('@nobody <span data-mention="p4">@Al</span>'), {"p4": "Al"}),
    ],
)
def test_mentions(body: str, html: str, mentions: dict[str, str]) -> None:
    rendered = markdown.render(body, NAMES)
    assert (rendered.html, rendered.mentions) == (html, mentions)


def test_shown_carries_todays_names_escaped() -> None:
    stored = markdown.render("Ask @Ana Pérez and @Al", NAMES).html
    assert markdown.shown(stored, {"p1": "Ana <b>"}) == (
        '<p dir="auto">Ask <span class="mention" dir="auto">@Ana &lt;b&gt;</span> and '
        '<span class="mention" dir="auto">@Al</span></p>'
    )


def test_plain() -> None:
    stored = markdown.render("# Costs\n\n- 2 < 3\n- **b**\n\n@Al", NAMES).html
    assert markdown.plain(stored).split() == ["Costs", "2", "<", "3", "b", "@Al"]


@given(st.text(alphabet="<>/\"'&;:#()[]!`*_~|\\ \n@javscriptonlex=0123456789", max_size=120))
def test_nothing_but_the_allowed_comes_out(body: str) -> None:
    once = markdown.render(body, NAMES).html
    assert markdown._clean(once) == once
