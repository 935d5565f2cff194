<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ArticleDelegate</name>
    <message numerus="yes">
        <source>%Ln to review</source>
        <translation>
            <numerusform>%Ln to review</numerusform>
            <numerusform>%Ln to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message numerus="yes">
        <source>Learning from %Ln article(s): {share}%</source>
        <translation>
            <numerusform>Learning from %Ln article: {share}%</numerusform>
            <numerusform>Learning from %Ln articles: {share}%</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message numerus="yes">
        <source>%Ln problem(s) were found; the first are listed.</source>
        <translation>
            <numerusform>%Ln problem was found; it is listed.</numerusform>
            <numerusform>%Ln problems were found; the first are listed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s) found. Choose one to go to its place.</source>
        <translation>
            <numerusform>%Ln problem found. Choose one to go to its place.</numerusform>
            <numerusform>%Ln problems found. Choose one to go to its place.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConcordanceDialog</name>
    <message numerus="yes">
        <source>%Ln occurrence(s) decided</source>
        <translation>
            <numerusform>%Ln occurrence decided</numerusform>
            <numerusform>%Ln occurrences decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln articles searched</source>
        <translation>
            <numerusform>{done} of %Ln article searched</numerusform>
            <numerusform>{done} of %Ln articles searched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decide %Ln occurrence(s)</source>
        <translation>
            <numerusform>Decide %Ln occurrence</numerusform>
            <numerusform>Decide %Ln occurrences</numerusform>
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
        <source>%Ln h read</source>
        <translation>
            <numerusform>%Ln h read</numerusform>
            <numerusform>%Ln h read</numerusform>
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
        <source>%Ln also possible</source>
        <translation>
            <numerusform>%Ln also possible</numerusform>
            <numerusform>%Ln also possible</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestions decided</source>
        <translation>
            <numerusform>%Ln suggestion decided</numerusform>
            <numerusform>%Ln suggestions decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done with %Ln suggestions undecided: they count as no entity</source>
        <translation>
            <numerusform>Done with %Ln suggestion undecided: it counts as no entity</numerusform>
            <numerusform>Done with %Ln suggestions undecided: they count as no entity</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln articles have other zones now</source>
        <translation>
            <numerusform>%Ln article have other zones now</numerusform>
            <numerusform>%Ln articles have other zones now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So far {right} of such suggestions were right, by %Ln decisions</source>
        <translation>
            <numerusform>So far {right} of such suggestions were right, by %Ln decision</numerusform>
            <numerusform>So far {right} of such suggestions were right, by %Ln decisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>F of the model in use, on %Ln articles kept aside</source>
        <translation>
            <numerusform>F of the model in use, on %Ln article kept aside</numerusform>
            <numerusform>F of the model in use, on %Ln articles kept aside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln others</source>
        <translation>
            <numerusform>%Ln other</numerusform>
            <numerusform>%Ln others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestions</source>
        <translation>
            <numerusform>%Ln suggestion</numerusform>
            <numerusform>%Ln suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{suggestions} in %Ln articles</source>
        <translation>
            <numerusform>{suggestions} in %Ln article</numerusform>
            <numerusform>{suggestions} in %Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestions of at least {least} accepted</source>
        <translation>
            <numerusform>%Ln suggestion of at least {least} accepted</numerusform>
            <numerusform>%Ln suggestions of at least {least} accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from memory: seen %Ln time(s) as {label}</source>
        <translation>
            <numerusform>from memory: seen %Ln time as {label}</numerusform>
            <numerusform>from memory: seen %Ln times as {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>calibrated on %Ln decisions</source>
        <translation>
            <numerusform>calibrated on %Ln decision</numerusform>
            <numerusform>calibrated on %Ln decisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportRun</name>
    <message numerus="yes">
        <source>%Ln articles</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln spans</source>
        <translation>
            <numerusform>%Ln span</numerusform>
            <numerusform>%Ln spans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln relations</source>
        <translation>
            <numerusform>%Ln relation</numerusform>
            <numerusform>%Ln relations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message numerus="yes">
        <source>{done} of %Ln articles</source>
        <translation>
            <numerusform>{done} of %Ln article</numerusform>
            <numerusform>{done} of %Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} done, {skipped} skipped, {in_progress} in progress, %Ln suggestions to review</source>
        <translation>
            <numerusform>{done} done, {skipped} skipped, {in_progress} in progress, %Ln suggestion to review</numerusform>
            <numerusform>{done} done, {skipped} skipped, {in_progress} in progress, %Ln suggestions to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyBar</name>
    <message numerus="yes">
        <source>%Ln to review</source>
        <translation>
            <numerusform>%Ln to review</numerusform>
            <numerusform>%Ln to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LongEditDialog</name>
    <message numerus="yes">
        <source>{done} of %Ln articles</source>
        <translation>
            <numerusform>{done} of %Ln article</numerusform>
            <numerusform>{done} of %Ln articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemoryDialog</name>
    <message numerus="yes">
        <source>%Ln string(s)</source>
        <translation>
            <numerusform>%Ln string</numerusform>
            <numerusform>%Ln strings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message numerus="yes">
        <source>Learned from %Ln article(s)</source>
        <translation>
            <numerusform>Learned from %Ln article</numerusform>
            <numerusform>Learned from %Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The suggestions have learned from %Ln article(s).</source>
        <translation>
            <numerusform>The suggestions have learned from %Ln article.</numerusform>
            <numerusform>The suggestions have learned from %Ln articles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learned from %Ln article(s): of 100 annotations, the suggestions now find {found} (before: {before}).</source>
        <translation>
            <numerusform>Learned from %Ln article: of 100 annotations, the suggestions now find {found} (before: {before}).</numerusform>
            <numerusform>Learned from %Ln articles: of 100 annotations, the suggestions now find {found} (before: {before}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They learn again after every %Ln article(s); nothing you decided changes.</source>
        <translation>
            <numerusform>They learn again after every article; nothing you decided changes.</numerusform>
            <numerusform>They learn again after every %Ln articles; nothing you decided changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message numerus="yes">
        <source>every %Ln article(s)</source>
        <translation>
            <numerusform>after every article</numerusform>
            <numerusform>every %Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Measured on %Ln article(s) that no model here ever learns from.</source>
        <translation>
            <numerusform>Measured on %Ln article that no model here ever learns from.</numerusform>
            <numerusform>Measured on %Ln articles that no model here ever learns from.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learning from %Ln article(s) …</source>
        <translation>
            <numerusform>Learning from %Ln article …</numerusform>
            <numerusform>Learning from %Ln articles …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It learns by itself after every %Ln article(s) that are done.</source>
        <translation>
            <numerusform>It learns by itself after every article that is done.</numerusform>
            <numerusform>It learns by itself after every %Ln articles that are done.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PipelineDialog</name>
    <message numerus="yes">
        <source>{pipeline} is reading; %Ln articles to go.</source>
        <translation>
            <numerusform>{pipeline} is reading; %Ln article to go.</numerusform>
            <numerusform>{pipeline} is reading; %Ln articles to go.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{pipeline} pauses; %Ln articles to go.</source>
        <translation>
            <numerusform>{pipeline} pauses; %Ln article to go.</numerusform>
            <numerusform>{pipeline} pauses; %Ln articles to go.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) will be read again.</source>
        <translation>
            <numerusform>%Ln article will be read again.</numerusform>
            <numerusform>%Ln articles will be read again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PipelineLabels</name>
    <message numerus="yes">
        <source>%Ln suggestion(s) not shown</source>
        <translation>
            <numerusform>%Ln suggestion not shown</numerusform>
            <numerusform>%Ln suggestions not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message numerus="yes">
        <source>every %Ln article(s)</source>
        <translation>
            <numerusform>after every article</numerusform>
            <numerusform>every %Ln articles</numerusform>
        </translation>
    </message>
</context>
</TS>
