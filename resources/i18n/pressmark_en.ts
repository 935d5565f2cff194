<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ArticleDelegate</name>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message numerus="yes">
        <source>%n problem(s) were found; the first are listed.</source>
        <translation>
            <numerusform>%n problem were found; the first are listed.</numerusform>
            <numerusform>%n problems were found; the first are listed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) found. Choose one to go to its place.</source>
        <translation>
            <numerusform>%n problem found. Choose one to go to its place.</numerusform>
            <numerusform>%n problems found. Choose one to go to its place.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min read</source>
        <translation>
            <numerusform>%Ln min read</numerusform>
            <numerusform>%Ln min read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n suggestions decided</source>
        <translation>
            <numerusform>%n suggestion decided</numerusform>
            <numerusform>%n suggestions decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done with %n suggestions undecided: they count as no entity</source>
        <translation>
            <numerusform>Done with %n suggestion undecided: it counts as no entity</numerusform>
            <numerusform>Done with %n suggestions undecided: they count as no entity</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyBar</name>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PipelineDialog</name>
    <message numerus="yes">
        <source>%n article(s) will be read again.</source>
        <translation>
            <numerusform>%n article will be read again.</numerusform>
            <numerusform>%n articles will be read again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PipelineLabels</name>
    <message numerus="yes">
        <source>%n suggestion(s) not shown</source>
        <translation>
            <numerusform>%n suggestion not shown</numerusform>
            <numerusform>%n suggestions not shown</numerusform>
        </translation>
    </message>
</context>
</TS>
