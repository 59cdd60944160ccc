"""What programs put on the clipboard, written by hand after what they do, and what should come of it in a draft."""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1><span lang=EN-GB>Exit<o:p></o:p></span></h1>
<h2>Costs<o:p></o:p></h2>
<p class=MsoNormal><span style='mso-spacerun:yes'>\u00a0 </span>Plan <b style='mso-bidi-font-weight:normal'>early</b>
and <del cite="mailto:a" datetime="2026-11-01T10:00">never</del><ins cite="mailto:a" datetime="2026-11-01T10:00">write
it down</ins>.<span class=MsoCommentReference><a href="#_msocom_1">[A1]</a></span><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>\u00b7<span style='font:7.0pt "Times"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Data<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Formats<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>\u00b7<span>&nbsp; </span></span><![endif]>People<o:p></o:p></p>
<p class=MsoNormal>In short:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>3.<span>&nbsp; </span></span><![endif]>Sign<o:p></o:p></p>
<div style='mso-element:comment-list'><p>A comment nobody meant to paste</p></div>
<!--EndFragment--></body></html>"""
WORD_SHAPE = (
    "<h2>Exit</h2><h3>Costs</h3><p>Plan <strong>early</strong> and write it down.</p>"
    "<ul><li><p>Data</p><ul><li><p>Formats</p></li></ul></li><li><p>People</p></li></ul>"
    "<p>In short:</p><ol><li><p>Sign</p></li></ol>"
)

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0a1b2c3d"><p dir="ltr"
style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;font-style:normal">Plain, </span><span
style="font-weight:700;font-style:italic">loud</span><span style="font-weight:400"> and calm.</span></p><br><ul><li
dir="ltr" style="font-weight:400" aria-level="1"><p dir="ltr"><span style="font-weight:400">One</span></p></li>
</ul></b>"""
GOOGLE_SHAPE = "<p>Plain, <em><strong>loud</strong></em> and calm.</p><ul><li><p>One</p></li></ul>"

WEB = """<div><script>alert(1)</script><style>p{color:red}</style><article><h3>Prices</h3>
<p onclick="x()">See <a href="javascript:alert(1)">here</a> and <a href="https://example.org/a">there</a>.
<span style="display:none">tracking</span></p>
<table><tr><th>Year</th><th>Sum</th></tr><tr><td>2025</td><td><table><tr><td>4</td><td>per person</td></tr>
<tr><td>9</td><td>per team</td></tr></table></td></tr></table>
<table><tr><td><p>Only layout.</p></td></tr></table></article></div>"""
WEB_SHAPE = (
    "<h3>Prices</h3><p>See here and <a>there</a>.</p><table><tr><th><p>Year</p></th><th><p>Sum</p></th></tr>"
    "<tr><td><p>2025</p></td><td><p>4 – per person</p><p>9 – per team</p></td></tr></table><p>Only layout.</p>"
)

MARKDOWN = "## Why\n\nStorage **grows**.\n\n- copies\n- logs\n"
MARKDOWN_SHAPE = "<h2>Why</h2><p>Storage <strong>grows</strong>.</p><ul><li><p>copies</p></li><li><p>logs</p></li></ul>"
