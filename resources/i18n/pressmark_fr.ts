<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Pressmark</source>
        <translation>À propos de Pressmark</translation>
    </message>
    <message>
        <source>A desktop annotation tool for news corpora: entities and relations, suggested by spaCy, decided by you.</source>
        <translation>Un outil d’annotation de bureau pour corpus de presse&#xa0;: entités et relations, suggérées par spaCy, décidées par vous.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Project file</source>
        <translation>Fichier du projet</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ouvrir son dossier</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>AcceptSure</name>
    <message>
        <source>Accept what is sure</source>
        <translation>Accepter ce qui est sûr</translation>
    </message>
    <message>
        <source>In all articles that are neither done nor skipped, in one step. Undo takes it back. The same percentage counts for the key that does it in one article.</source>
        <translation>Dans tous les articles ni terminés ni passés, d’un seul coup. «&#xa0;Annuler&#xa0;» revient en arrière. Le même pourcentage vaut pour la touche qui le fait dans un seul article.</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation>Confiance minimale</translation>
    </message>
    <message>
        <source>Confidence of at least</source>
        <translation>Confiance d’au moins</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Accepting…</source>
        <translation>Acceptation…</translation>
    </message>
    <message>
        <source>Accepting what is sure</source>
        <translation>Acceptation de ce qui est sûr</translation>
    </message>
    <message>
        <source>{found} so far…</source>
        <translation>{found} pour l’instant…</translation>
    </message>
</context>
<context>
    <name>Accessible</name>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>Tab goes to the next suggestion, Enter accepts, Backspace rejects, ? shows every key</source>
        <translation>Tab passe à la suggestion suivante, Entrée accepte, Retour arrière rejette,&#xa0;? montre toutes les touches</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>“{}” is not a key</source>
        <translation>«&#xa0;{}&#xa0;» n’est pas une touche</translation>
    </message>
    <message>
        <source>{keys} is the key of “{action}”; give that one another key first</source>
        <translation>{keys} est déjà la touche de «&#xa0;{action}&#xa0;»&#xa0;; donnez-lui d’abord une autre touche</translation>
    </message>
    <message>
        <source>Undo: {}</source>
        <translation>Annuler&#xa0;: {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo: {}</source>
        <translation>Rétablir&#xa0;: {}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>keys: there is no action “{}”</source>
        <translation>keys&#xa0;: il n’y a pas d’action «&#xa0;{}&#xa0;»</translation>
    </message>
    <message>
        <source>keys: “{key}” of {action} is not a key</source>
        <translation>keys&#xa0;: «&#xa0;{key}&#xa0;», pour {action}, n’est pas une touche</translation>
    </message>
    <message>
        <source>keys: {key} is given to both {first} and {second}; it stays with {first}</source>
        <translation>keys&#xa0;: {key} est donnée à {first} et à {second}&#xa0;; elle reste à {first}</translation>
    </message>
</context>
<context>
    <name>ArticleDelegate</name>
    <message numerus="yes">
        <source>%Ln to review</source>
        <translation>
            <numerusform>%Ln à revoir</numerusform>
            <numerusform>%Ln à revoir</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArticleFilter</name>
    <message>
        <source>New</source>
        <translation>Nouveaux</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminés</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Passés</translation>
    </message>
    <message>
        <source>In import order</source>
        <translation>Dans l’ordre d’importation</translation>
    </message>
    <message>
        <source>By date, oldest first</source>
        <translation>Par date, les plus anciens d’abord</translation>
    </message>
    <message>
        <source>By date, newest first</source>
        <translation>Par date, les plus récents d’abord</translation>
    </message>
    <message>
        <source>Most to review first</source>
        <translation>Les plus chargés d’abord</translation>
    </message>
    <message>
        <source>Uncertain first</source>
        <translation>Les plus incertains d’abord</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>À revoir</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Signalés</translation>
    </message>
</context>
<context>
    <name>ArticleList</name>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>Filter the articles</source>
        <translation>Filtrer les articles</translation>
    </message>
    <message>
        <source>Order of the articles</source>
        <translation>Ordre des articles</translation>
    </message>
    <message>
        <source>Show all articles</source>
        <translation>Afficher tous les articles</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Words of the articles, a file&apos;s name, or a day: 1911-03-12, 03/1911</source>
        <translation>Mots des articles, nom d’un fichier, ou date&#xa0;: 12/03/1911, 1911-03</translation>
    </message>
    <message>
        <source>Search the articles; accents do not matter</source>
        <translation>Rechercher dans les articles&#xa0;; les accents ne comptent pas</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} sur {total}</translation>
    </message>
</context>
<context>
    <name>ArticleModel</name>
    <message>
        <source>new</source>
        <translation>nouveau</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>passé</translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>This article has no text.</source>
        <translation>Cet article n’a pas de texte.</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>Loading {pipeline} …</source>
        <translation>Chargement de {pipeline}…</translation>
    </message>
    <message>
        <source>Suggesting: {done} of {total}</source>
        <translation>Suggestions&#xa0;: {done} sur {total}</translation>
    </message>
    <message>
        <source>Suggesting</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Suggestions are paused, {waiting} to go</source>
        <translation>Suggestions en pause, encore {waiting}</translation>
    </message>
    <message>
        <source>{text} · {share} of a long article</source>
        <translation>{text} · {share} d’un long article</translation>
    </message>
    <message>
        <source>The base suggests, without what was learned here. {reason}</source>
        <translation>Le modèle de base suggère, sans ce qui a été appris ici. {reason}</translation>
    </message>
    <message numerus="yes">
        <source>Learning from %Ln article(s): {share}%</source>
        <translation>
            <numerusform>Apprentissage sur&#xa0;%Ln article&#xa0;: {share}&#xa0;%</numerusform>
            <numerusform>Apprentissage sur&#xa0;%Ln articles&#xa0;: {share}&#xa0;%</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting ready to learn</source>
        <translation>Préparation de l’apprentissage</translation>
    </message>
    <message>
        <source>Work goes on as usual meanwhile. Click for the models, and to stop</source>
        <translation>Le travail continue comme d’habitude. Cliquez pour voir les modèles, ou pour arrêter</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>The file is damaged</source>
        <translation>Le fichier est endommagé</translation>
    </message>
    <message>
        <source>Go on with the last copy that was whole, or with an export.</source>
        <translation>Repartez de la dernière copie intacte, ou d’une exportation.</translation>
    </message>
    <message>
        <source>Texts that are not as they came in</source>
        <translation>Textes qui ne sont plus comme importés</translation>
    </message>
    <message>
        <source>Something else than Pressmark wrote to the file.</source>
        <translation>Autre chose que Pressmark a écrit dans le fichier.</translation>
    </message>
    <message>
        <source>Models whose folders are missing or altered</source>
        <translation>Modèles dont le dossier manque ou a été modifié</translation>
    </message>
    <message>
        <source>Put the folder back, use another model, or train anew.</source>
        <translation>Remettez le dossier à sa place, utilisez un autre modèle, ou relancez un entraînement.</translation>
    </message>
    <message>
        <source>Spans outside their text</source>
        <translation>Entités hors de leur texte</translation>
    </message>
    <message>
        <source>Delete them; an export leaves them out.</source>
        <translation>Supprimez-les&#xa0;; une exportation les laisse de côté.</translation>
    </message>
    <message>
        <source>Relations that the scheme does not allow</source>
        <translation>Relations que le schéma ne permet pas</translation>
    </message>
    <message>
        <source>Relabel or reverse them, or allow the pair in the scheme.</source>
        <translation>Changez leur étiquette ou inversez-les, ou permettez la paire dans le schéma.</translation>
    </message>
    <message>
        <source>Spans that are there twice</source>
        <translation>Entités qui figurent deux fois</translation>
    </message>
    <message>
        <source>Delete one of the two.</source>
        <translation>Supprimez l’une des deux.</translation>
    </message>
    <message>
        <source>Spans that begin or end within a word or at a blank</source>
        <translation>Entités qui commencent ou finissent dans un mot ou sur une espace</translation>
    </message>
    <message>
        <source>Right where the words are run together; else move the boundary.</source>
        <translation>Normal là où des mots sont collés&#xa0;; sinon, déplacez la limite.</translation>
    </message>
    <message>
        <source>Strings that nearly always have another label</source>
        <translation>Mots qui ont presque toujours une autre étiquette</translation>
    </message>
    <message>
        <source>Often a slip; look at each.</source>
        <translation>Souvent une inattention&#xa0;; regardez chacun.</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check the project</source>
        <translation>Vérifier le projet</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problèmes</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Vérifier de nouveau</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The file, every text and every annotation are looked at …</source>
        <translation>Examen du fichier, de chaque texte et de chaque annotation…</translation>
    </message>
    <message>
        <source>Nothing wrong was found.</source>
        <translation>Aucun problème trouvé.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s) were found; the first are listed.</source>
        <translation>
            <numerusform>%Ln problème trouvé.</numerusform>
            <numerusform>%Ln problèmes trouvés&#xa0;; les premiers sont listés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s) found. Choose one to go to its place.</source>
        <translation>
            <numerusform>%Ln problème trouvé. Choisissez-le pour aller à sa place.</numerusform>
            <numerusform>%Ln problèmes trouvés. Choisissez-en un pour aller à sa place.</numerusform>
        </translation>
    </message>
    <message>
        <source>The check could not be finished.</source>
        <translation>La vérification n’a pas pu aller au bout.</translation>
    </message>
    <message>
        <source>Go to it</source>
        <translation>Y aller</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>The language&apos;s own: {}</source>
        <translation>Celui de la langue&#xa0;: {}</translation>
    </message>
    <message>
        <source>with the components in {file}</source>
        <translation>avec les composants de {file}</translation>
    </message>
    <message>
        <source>{model}, trained in this project, is in its place</source>
        <translation>à sa place&#xa0;: {model}, entraîné dans ce projet</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Média</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
</context>
<context>
    <name>CommandProcess</name>
    <message>
        <source>The program cannot start a process of its own: {}</source>
        <translation>Le programme ne peut pas démarrer de processus&#xa0;: {}</translation>
    </message>
    <message>
        <source>it ended without a word (code {})</source>
        <translation>il s’est terminé sans un mot (code {})</translation>
    </message>
</context>
<context>
    <name>CommandRun</name>
    <message>
        <source>Reading …</source>
        <translation>Lecture…</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Arrêt…</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Everything is saved: each decision is on the disk when its key comes up</source>
        <translation>Tout est enregistré&#xa0;: chaque décision est sur le disque dès que sa touche remonte</translation>
    </message>
</context>
<context>
    <name>CommentEditor</name>
    <message>
        <source>Comment</source>
        <translation>Commenter</translation>
    </message>
    <message>
        <source>Comment on the article</source>
        <translation>Commentaire sur l’article</translation>
    </message>
    <message>
        <source>What you or others should know about this article</source>
        <translation>Ce que vous ou d’autres devez savoir de cet article</translation>
    </message>
    <message>
        <source>{save} saves, {leave} leaves</source>
        <translation>{save} enregistre, {leave} abandonne</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
</context>
<context>
    <name>Concordance</name>
    <message>
        <source>{label}, confirmed</source>
        <translation>{label}, confirmée</translation>
    </message>
    <message>
        <source>{label}, suggested</source>
        <translation>{label}, suggérée</translation>
    </message>
    <message>
        <source>{label}, rejected</source>
        <translation>{label}, rejetée</translation>
    </message>
    <message>
        <source>within {label}</source>
        <translation>à l’intérieur de {label}</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>done · {standing}</source>
        <translation>terminé · {standing}</translation>
    </message>
</context>
<context>
    <name>ConcordanceDialog</name>
    <message>
        <source>In the whole corpus</source>
        <translation>Dans tout le corpus</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>«&#xa0;{words}&#xa0;»</translation>
    </message>
    <message>
        <source>Filter by words of the article or the context</source>
        <translation>Filtrer par des mots de l’article ou du contexte</translation>
    </message>
    <message>
        <source>Make it {label}</source>
        <translation>Étiqueter {label}</translation>
    </message>
    <message>
        <source>Reject: it is no entity here</source>
        <translation>Rejeter&#xa0;: pas une entité ici</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Décision</translation>
    </message>
    <message>
        <source>Occurrences</source>
        <translation>Occurrences</translation>
    </message>
    <message>
        <source>Go to the article</source>
        <translation>Aller à l’article</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Nothing is ticked</source>
        <translation>Rien n’est coché</translation>
    </message>
    <message numerus="yes">
        <source>%Ln occurrence(s) decided</source>
        <translation>
            <numerusform>%Ln occurrence tranchée</numerusform>
            <numerusform>%Ln occurrences tranchées</numerusform>
        </translation>
    </message>
    <message>
        <source>Deciding about “{string}”</source>
        <translation>Décision sur «&#xa0;{string}&#xa0;»</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Rien n’a été modifié</translation>
    </message>
    <message>
        <source>{ticked} of {shown} ticked</source>
        <translation>Cochées&#xa0;: {ticked} sur {shown}</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln articles searched</source>
        <translation>
            <numerusform>{done} sur %Ln article parcouru</numerusform>
            <numerusform>{done} sur %Ln articles parcourus</numerusform>
        </translation>
    </message>
    <message>
        <source>Space ticks what is selected, Enter decides</source>
        <translation>Espace coche la sélection, Entrée tranche</translation>
    </message>
    <message numerus="yes">
        <source>Decide %Ln occurrence(s)</source>
        <translation>
            <numerusform>Trancher&#xa0;%Ln occurrence</numerusform>
            <numerusform>Trancher&#xa0;%Ln occurrences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln mot</numerusform>
            <numerusform>%Ln mots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h read</source>
        <translation>
            <numerusform>Lecture %Ln h</numerusform>
            <numerusform>Lecture %Ln h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min read</source>
        <translation>
            <numerusform>Lecture %Ln min</numerusform>
            <numerusform>Lecture %Ln min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln also possible</source>
        <translation>
            <numerusform>%Ln autre possibilité</numerusform>
            <numerusform>%Ln autres possibilités</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestions decided</source>
        <translation>
            <numerusform>%Ln suggestion tranchée</numerusform>
            <numerusform>%Ln suggestions tranchées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done with %Ln suggestions undecided: they count as no entity</source>
        <translation>
            <numerusform>Terminé avec %Ln suggestion non tranchée&#xa0;: elle compte comme hors entité</numerusform>
            <numerusform>Terminé avec %Ln suggestions non tranchées&#xa0;: elles comptent comme hors entité</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln articles have other zones now</source>
        <translation>
            <numerusform>%Ln article a maintenant d’autres zones</numerusform>
            <numerusform>%Ln articles ont maintenant d’autres zones</numerusform>
        </translation>
    </message>
    <message>
        <source>{right} right, keeps {share}</source>
        <translation>justes&#xa0;: {right}, gardées&#xa0;: {share}</translation>
    </message>
    <message numerus="yes">
        <source>So far {right} of such suggestions were right, by %Ln decisions</source>
        <translation>
            <numerusform>Jusqu’ici, {right} de telles suggestions étaient justes, d’après&#xa0;%Ln décision</numerusform>
            <numerusform>Jusqu’ici, {right} de telles suggestions étaient justes, d’après&#xa0;%Ln décisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>F of the model in use, on %Ln articles kept aside</source>
        <translation>
            <numerusform>F du modèle utilisé, sur %Ln article mis de côté</numerusform>
            <numerusform>F du modèle utilisé, sur %Ln articles mis de côté</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln others</source>
        <translation>
            <numerusform>%Ln autre</numerusform>
            <numerusform>%Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing decided yet</source>
        <translation>rien de tranché pour l’instant</translation>
    </message>
    <message>
        <source>none so sure so far</source>
        <translation>aucune aussi sûre jusqu’ici</translation>
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
            <numerusform>{suggestions} dans&#xa0;%Ln article</numerusform>
            <numerusform>{suggestions} dans&#xa0;%Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestions of at least {least} accepted</source>
        <translation>
            <numerusform>%Ln suggestion d’au moins {least} acceptée</numerusform>
            <numerusform>%Ln suggestions d’au moins {least} acceptées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from memory: seen %Ln time(s) as {label}</source>
        <translation>
            <numerusform>de mémoire&#xa0;: vu&#xa0;%Ln fois comme {label}</numerusform>
            <numerusform>de mémoire&#xa0;: vu&#xa0;%Ln fois comme {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>calibrated on %Ln decisions</source>
        <translation>
            <numerusform>calibrée sur&#xa0;%Ln décision</numerusform>
            <numerusform>calibrée sur&#xa0;%Ln décisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyArticle</name>
    <message>
        <source>Import articles …</source>
        <translation>Importer des articles…</translation>
    </message>
    <message>
        <source>Show all articles</source>
        <translation>Afficher tous les articles</translation>
    </message>
    <message>
        <source>This project has no articles yet</source>
        <translation>Ce projet n’a pas encore d’articles</translation>
    </message>
    <message>
        <source>Import text, CSV or JSONL files, or drop them anywhere on this window.</source>
        <translation>Importez des fichiers texte, CSV ou JSONL, ou déposez-les n’importe où dans cette fenêtre.</translation>
    </message>
    <message>
        <source>No article matches</source>
        <translation>Aucun article ne correspond</translation>
    </message>
    <message>
        <source>Change the search or the filters on the left.</source>
        <translation>Modifiez la recherche ou les filtres, à gauche.</translation>
    </message>
    <message>
        <source>No article is open</source>
        <translation>Aucun article n’est ouvert</translation>
    </message>
    <message>
        <source>Choose one on the left, or press J.</source>
        <translation>Choisissez-en un à gauche, ou appuyez sur J.</translation>
    </message>
</context>
<context>
    <name>ErrorReport</name>
    <message>
        <source>Something went wrong</source>
        <translation>Une erreur est survenue</translation>
    </message>
    <message>
        <source>Pressmark met an error of its own and stopped what it was doing: {}</source>
        <translation>Pressmark a rencontré une erreur interne et a interrompu ce qu’il faisait&#xa0;: {}</translation>
    </message>
    <message>
        <source>Your project is whole: every decision is on disk, and one that failed halfway was taken back. Go on.</source>
        <translation>Votre projet est intact&#xa0;: chaque décision est sur le disque, et celle qui a échoué en chemin a été annulée. Vous pouvez continuer.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>The report names versions and the place in the program. It quotes no passage of any article.</source>
        <translation>Le rapport indique les versions et l’endroit du programme. Il ne cite aucun passage d’article.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>{place}: {reason}</source>
        <translation>{place}&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>“{title}”</source>
        <translation>«&#xa0;{title}&#xa0;»</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>No article is in: mark those that are done with {key}, or choose others here.</source>
        <translation>Aucun article retenu&#xa0;: marquez avec {key} ceux qui sont terminés, ou choisissez-en d’autres ici.</translation>
    </message>
    <message>
        <source>“Done, next article”</source>
        <translation>«&#xa0;Terminé, article suivant&#xa0;»</translation>
    </message>
    <message>
        <source>These articles hold no span: there is nothing to train on.</source>
        <translation>Ces articles n’ont aucune entité&#xa0;: il n’y a rien sur quoi s’entraîner.</translation>
    </message>
    <message>
        <source>Offsets that can&apos;t be trusted stop the export; see the problems.</source>
        <translation>Des positions qui ne sont pas fiables arrêtent l’exportation&#xa0;; voyez les problèmes.</translation>
    </message>
    <message>
        <source>Choose a place for it.</source>
        <translation>Choisissez-lui un emplacement.</translation>
    </message>
</context>
<context>
    <name>ExportOptions</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Training folder for spaCy</source>
        <translation>Dossier d’entraînement pour spaCy</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>Ce qui est exporté</translation>
    </message>
    <message>
        <source>Articles that are done</source>
        <translation>Articles terminés</translation>
    </message>
    <message>
        <source>Done and in progress</source>
        <translation>Terminés et en cours</translation>
    </message>
    <message>
        <source>Every article</source>
        <translation>Tous les articles</translation>
    </message>
    <message>
        <source>Which articles</source>
        <translation>Quels articles</translation>
    </message>
    <message>
        <source>Whose annotations</source>
        <translation>De qui sont les annotations</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Emplacement</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>An article keeps the side it once got. Copies go to one side.</source>
        <translation>Un article garde la partie qui lui est donnée. Les copies vont dans la même.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Répartition</translation>
    </message>
    <message>
        <source>Has no place for: {}</source>
        <translation>N’a pas de place pour&#xa0;: {}</translation>
    </message>
    <message>
        <source>A file for the export</source>
        <translation>Un fichier pour l’exportation</translation>
    </message>
    <message>
        <source>An empty folder, or an earlier export</source>
        <translation>Un dossier vide, ou une exportation antérieure</translation>
    </message>
</context>
<context>
    <name>ExportPreviewPanel</name>
    <message>
        <source>Split</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Entités</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>Relations</translation>
    </message>
    <message>
        <source>Counts by split</source>
        <translation>Décompte par partie</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Counts by label</source>
        <translation>Décompte par étiquette</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problèmes</translation>
    </message>
    <message>
        <source>What it will hold</source>
        <translation>Ce que contiendra l’exportation</translation>
    </message>
    <message>
        <source>The articles are being counted …</source>
        <translation>Les articles sont comptés…</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>Left out, since this format has no place for it: {}</source>
        <translation>Laissé de côté, faute de place dans ce format&#xa0;: {}</translation>
    </message>
    <message>
        <source>Articles that get their side now: {}</source>
        <translation>Articles qui reçoivent leur partie maintenant&#xa0;: {}</translation>
    </message>
    <message>
        <source>Rejected suggestions: {}</source>
        <translation>Suggestions rejetées&#xa0;: {}</translation>
    </message>
    <message>
        <source>Not done, the rest counts as not looked at: {}</source>
        <translation>Non terminés, dont le reste compte comme non revu&#xa0;: {}</translation>
    </message>
    <message>
        <source>Spans that overlap an entity: {}</source>
        <translation>Entités qui en chevauchent une autre&#xa0;: {}</translation>
    </message>
    <message>
        <source>Problems: {}. Click one to go there.</source>
        <translation>Problèmes&#xa0;: {}. Cliquez sur l’un d’eux pour y aller.</translation>
    </message>
    <message>
        <source>Problems: {}. The first stop the export.</source>
        <translation>Problèmes&#xa0;: {}. Les premiers arrêtent l’exportation.</translation>
    </message>
</context>
<context>
    <name>ExportRun</name>
    <message>
        <source>Progress of the export</source>
        <translation>Avancement de l’exportation</translation>
    </message>
    <message>
        <source>The command to train</source>
        <translation>La commande pour entraîner</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Afficher le dossier</translation>
    </message>
    <message>
        <source>To train on it</source>
        <translation>Pour entraîner un modèle dessus</translation>
    </message>
    <message>
        <source>Articles written: {}</source>
        <translation>Articles écrits&#xa0;: {}</translation>
    </message>
    <message>
        <source>Articles read: {}</source>
        <translation>Articles lus&#xa0;: {}</translation>
    </message>
    <message>
        <source>{split}: {counts}</source>
        <translation>{split}&#xa0;: {counts}</translation>
    </message>
    <message>
        <source>The same went in and came out.</source>
        <translation>Tout ce qui est entré est ressorti.</translation>
    </message>
    <message>
        <source>Written to {}</source>
        <translation>Écrit dans {}</translation>
    </message>
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
            <numerusform>%Ln entité</numerusform>
            <numerusform>%Ln entités</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln relations</source>
        <translation>
            <numerusform>%Ln relation</numerusform>
            <numerusform>%Ln relations</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. What was at the place before is as it was.</source>
        <translation>Arrêté. Ce qui se trouvait là auparavant est intact.</translation>
    </message>
    <message>
        <source>Replace what is there? It is lost then.</source>
        <translation>Remplacer ce qui s’y trouve&#xa0;? Il sera perdu.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>To review</source>
        <translation>À revoir</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Signalés</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Média</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Show all articles</source>
        <translation>Afficher tous les articles</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in the article</source>
        <translation>Chercher dans l’article</translation>
    </message>
    <message>
        <source>Case and accents count</source>
        <translation>La casse et les accents comptent</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Occurrence précédente</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Occurrence suivante</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{number} sur {total}</translation>
    </message>
</context>
<context>
    <name>FocusCard</name>
    <message>
        <source>No article</source>
        <translation>Aucun article</translation>
    </message>
    <message>
        <source>Import articles to start</source>
        <translation>Importez d’abord des articles</translation>
    </message>
    <message>
        <source>{keys} adds an entity · Space grows the selection</source>
        <translation>{keys} ajoute une entité · Espace étend la sélection</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Sélection</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Rien de sélectionné</translation>
    </message>
    <message>
        <source>Tab goes to the next suggestion</source>
        <translation>Tab&#xa0;: suggestion suivante</translation>
    </message>
    <message>
        <source>Nothing left to review</source>
        <translation>Plus rien à revoir</translation>
    </message>
    <message>
        <source>Ctrl+Enter marks the article done</source>
        <translation>Ctrl+Entrée&#xa0;: article terminé</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejetée</translation>
    </message>
    <message>
        <source>Ctrl+Z takes the decision back</source>
        <translation>Ctrl+Z revient sur la décision</translation>
    </message>
    <message>
        <source>Suggestion {place} of {count}</source>
        <translation>Suggestion {place} sur {count}</translation>
    </message>
    <message>
        <source>Accepting accepts its ends too</source>
        <translation>Accepte aussi ses deux entités</translation>
    </message>
    <message>
        <source>{keys} relabels and accepts</source>
        <translation>{keys} corrige et accepte</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entité</translation>
    </message>
    <message>
        <source>Backspace deletes it</source>
        <translation>Retour arrière la supprime</translation>
    </message>
    <message>
        <source>{keys} changes the label</source>
        <translation>{keys} change l’étiquette</translation>
    </message>
    <message>
        <source>Added by hand</source>
        <translation>Ajoutée à la main</translation>
    </message>
    <message>
        <source>From a suggestion</source>
        <translation>Issue d’une suggestion</translation>
    </message>
    <message>
        <source>From the same text elsewhere</source>
        <translation>D’après le même texte ailleurs</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importée</translation>
    </message>
    <message>
        <source>From adjudication</source>
        <translation>Issue de l’arbitrage</translation>
    </message>
    <message>
        <source>confidence {percent}</source>
        <translation>confiance {percent}</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>not yet calibrated</source>
        <translation>pas encore calibrée</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>mémoire</translation>
    </message>
    <message>
        <source>part of “{name}”</source>
        <translation>partie de «&#xa0;{name}&#xa0;»</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>JSON lines</source>
        <translation>JSON par lignes</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>TSV</source>
        <translation>TSV</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Texte brut</translation>
    </message>
    <message>
        <source>Table of spans</source>
        <translation>Tableau des entités</translation>
    </message>
    <message>
        <source>Table of relations</source>
        <translation>Tableau des relations</translation>
    </message>
    <message>
        <source>Graph of relations (GraphML)</source>
        <translation>Graphe des relations (GraphML)</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>illisible</translation>
    </message>
</context>
<context>
    <name>Gestures</name>
    <message>
        <source>There is no relation {} between these two</source>
        <translation>Il n’y a pas de relation {} entre ces deux entités</translation>
    </message>
    <message>
        <source>Only a span or a relation has relations</source>
        <translation>Seules une entité ou une relation ont des relations</translation>
    </message>
    <message>
        <source>Nothing else is listed as possible here</source>
        <translation>Rien d’autre n’est donné comme possible ici</translation>
    </message>
    <message>
        <source>Nothing in the list has the number {}</source>
        <translation>Rien ne porte le numéro {} dans la liste</translation>
    </message>
    <message>
        <source>That is not possible any more</source>
        <translation>Ce n’est plus possible</translation>
    </message>
    <message>
        <source>Only a span or words have others like them</source>
        <translation>Seuls une entité ou des mots peuvent avoir leurs pareils</translation>
    </message>
    <message>
        <source>Give these words a label first</source>
        <translation>Donnez d’abord une étiquette à ces mots</translation>
    </message>
    <message>
        <source>A relation has no boundaries</source>
        <translation>Une relation n’a pas de limites</translation>
    </message>
    <message>
        <source>This is the only suggestion left</source>
        <translation>C’est la dernière suggestion qui reste</translation>
    </message>
    <message>
        <source>There is no span here yet</source>
        <translation>Il n’y a pas encore d’entité ici</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Nothing is left to decide here; {} marks the article as done</source>
        <translation>Plus rien à décider ici&#xa0;; {} termine l’article</translation>
    </message>
    <message>
        <source>This can&apos;t be done here</source>
        <translation>Impossible ici</translation>
    </message>
    <message>
        <source>A relation starts at a span: give these words a label first</source>
        <translation>Une relation part d’une entité&#xa0;: donnez d’abord une étiquette à ces mots</translation>
    </message>
    <message>
        <source>Nothing in sight may be related to “{words}” ({label})</source>
        <translation>Rien de visible ne peut être relié à «&#xa0;{words}&#xa0;» ({label})</translation>
    </message>
    <message>
        <source>No relation is allowed between {} and {}</source>
        <translation>Aucune relation n’est permise entre {} et {}</translation>
    </message>
    <message>
        <source>No relation is allowed the other way round</source>
        <translation>Aucune relation n’est permise dans l’autre sens</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message numerus="yes">
        <source>{done} of %Ln articles</source>
        <translation>
            <numerusform>{done} sur %Ln article</numerusform>
            <numerusform>{done} sur %Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} done, {skipped} skipped, {in_progress} in progress, %Ln suggestions to review</source>
        <translation>
            <numerusform>Articles terminés&#xa0;: {done}, passés&#xa0;: {skipped}, en cours&#xa0;: {in_progress}&#xa0;; %Ln suggestion à revoir</numerusform>
            <numerusform>Articles terminés&#xa0;: {done}, passés&#xa0;: {skipped}, en cours&#xa0;: {in_progress}&#xa0;; %Ln suggestions à revoir</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import articles</source>
        <translation>Importer des articles</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>ImportRun</name>
    <message>
        <source>Progress of the import</source>
        <translation>Avancement de l’importation</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusés</translation>
    </message>
    <message>
        <source>Refused records</source>
        <translation>Enregistrements refusés</translation>
    </message>
    <message>
        <source>Articles read: {}</source>
        <translation>Articles lus&#xa0;: {}</translation>
    </message>
    <message>
        <source>New articles: {}</source>
        <translation>Nouveaux articles&#xa0;: {}</translation>
    </message>
    <message>
        <source>Written anew: {}</source>
        <translation>Réécrits&#xa0;: {}</translation>
    </message>
    <message>
        <source>There already, left as they are: {}</source>
        <translation>Déjà là, laissés tels quels&#xa0;: {}</translation>
    </message>
    <message>
        <source>With the text of another article: {}</source>
        <translation>Avec le texte d’un autre article&#xa0;: {}</translation>
    </message>
    <message>
        <source>Spans: {}</source>
        <translation>Entités&#xa0;: {}</translation>
    </message>
    <message>
        <source>Relations: {}</source>
        <translation>Relations&#xa0;: {}</translation>
    </message>
    <message>
        <source>Suggestions: {}</source>
        <translation>Suggestions&#xa0;: {}</translation>
    </message>
    <message>
        <source>Refused: {}</source>
        <translation>Refusés&#xa0;: {}</translation>
    </message>
    <message>
        <source>Added to the label scheme: {}</source>
        <translation>Ajouté au schéma d’étiquettes&#xa0;: {}</translation>
    </message>
    <message>
        <source>Stopped before the end. Importing the same files again goes on from here.</source>
        <translation>Arrêté avant la fin. Réimporter les mêmes fichiers reprend ici.</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivante</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rejeter</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspecteur</translation>
    </message>
</context>
<context>
    <name>KeyBar</name>
    <message numerus="yes">
        <source>%Ln to review</source>
        <translation>
            <numerusform>%Ln à revoir</numerusform>
            <numerusform>%Ln à revoir</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing left to review</source>
        <translation>plus rien à revoir</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>Filter actions</source>
        <translation>Filtrer les actions</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Actions et leurs touches</translation>
    </message>
    <message>
        <source>Set a key</source>
        <translation>Définir une touche</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Ajouter une touche</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Aucune touche</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Par défaut</translation>
    </message>
    <message>
        <source>All defaults</source>
        <translation>Tout par défaut</translation>
    </message>
    <message>
        <source>Use it here</source>
        <translation>L’utiliser ici</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>modifiée</translation>
    </message>
    <message>
        <source>{keys} is the key of “{action}”.</source>
        <translation>{keys} est la touche de «&#xa0;{action}&#xa0;».</translation>
    </message>
</context>
<context>
    <name>KeyHints</name>
    <message>
        <source>next article</source>
        <translation>article suivant</translation>
    </message>
    <message>
        <source>search</source>
        <translation>rechercher</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>aide</translation>
    </message>
    <message>
        <source>bring articles in</source>
        <translation>importer des articles</translation>
    </message>
    <message>
        <source>next</source>
        <translation>suivante</translation>
    </message>
    <message>
        <source>adjust</source>
        <translation>ajuster</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>annuler</translation>
    </message>
    <message>
        <source>done, next article</source>
        <translation>terminé, suivant</translation>
    </message>
    <message>
        <source>move</source>
        <translation>se déplacer</translation>
    </message>
    <message>
        <source>grow</source>
        <translation>étendre</translation>
    </message>
    <message>
        <source>label</source>
        <translation>étiqueter</translation>
    </message>
    <message>
        <source>relate</source>
        <translation>relier</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>possible</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>accepter</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>rejeter</translation>
    </message>
    <message>
        <source>all of this span</source>
        <translation>toutes celles de l’entité</translation>
    </message>
    <message>
        <source>all the same</source>
        <translation>tous les mêmes</translation>
    </message>
    <message>
        <source>hide rejected</source>
        <translation>masquer les rejetées</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>supprimer</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>abandonner</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>inverser</translation>
    </message>
    <message>
        <source>take back</source>
        <translation>annuler</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>garder</translation>
    </message>
    <message>
        <source>choose the target</source>
        <translation>choisir la cible</translation>
    </message>
    <message>
        <source>and go on to another</source>
        <translation>et passer à une autre</translation>
    </message>
</context>
<context>
    <name>KeyPress</name>
    <message>
        <source>Press a key…</source>
        <translation>Appuyez sur une touche…</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>after {} and a target</source>
        <translation>après {} et une cible</translation>
    </message>
    <message>
        <source>Relation labels</source>
        <translation>Étiquettes de relation</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>One thing has the focus: a suggestion, a span, a relation or a run of words. Keys act on it.</source>
        <translation>Une seule chose est sélectionnée&#xa0;: une suggestion, une entité, une relation ou une suite de mots. Les touches agissent sur elle.</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Changer les touches…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>LabelForm</name>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Title, French</source>
        <translation>Titre en français</translation>
    </message>
    <message>
        <source>Title, English</source>
        <translation>Titre en anglais</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Touche</translation>
    </message>
    <message>
        <source>Short form</source>
        <translation>Forme courte</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>Consigne</translation>
    </message>
    <message>
        <source>Symmetric: the same in both directions</source>
        <translation>Symétrique&#xa0;: la même dans les deux sens</translation>
    </message>
    <message>
        <source>Joins any two labels</source>
        <translation>Joint toutes les étiquettes</translation>
    </message>
    <message>
        <source>Pairs it may join: from the row&apos;s label to the column&apos;s</source>
        <translation>Paires permises&#xa0;: de l’étiquette de la ligne à celle de la colonne</translation>
    </message>
    <message>
        <source>A relation joins at least one pair; delete it instead.</source>
        <translation>Une relation joint au moins une paire&#xa0;; supprimez-la plutôt.</translation>
    </message>
    <message>
        <source>Colour {number}</source>
        <translation>Couleur {number}</translation>
    </message>
</context>
<context>
    <name>LabelList</name>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
</context>
<context>
    <name>LabelSchemeDialog</name>
    <message>
        <source>Label scheme</source>
        <translation>Schéma d’étiquettes</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>Nouvelle</translation>
    </message>
    <message>
        <source>New relation</source>
        <translation>Nouvelle</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importer…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Défaire</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The project can only be read.</source>
        <translation>Le projet est en lecture seule.</translation>
    </message>
    <message>
        <source>Written to {}</source>
        <translation>Écrit dans {}</translation>
    </message>
    <message>
        <source>A label scheme</source>
        <translation>Un schéma d’étiquettes</translation>
    </message>
    <message>
        <source>Label schemes (*.toml)</source>
        <translation>Schémas d’étiquettes (*.toml)</translation>
    </message>
    <message>
        <source>A file for the label scheme</source>
        <translation>Un fichier pour le schéma d’étiquettes</translation>
    </message>
    <message>
        <source>Labels: {}</source>
        <translation>Étiquettes&#xa0;: {}</translation>
    </message>
    <message>
        <source>Relations: {}</source>
        <translation>Relations&#xa0;: {}</translation>
    </message>
</context>
<context>
    <name>LabelTable</name>
    <message>
        <source>Scores by label</source>
        <translation>Résultats par étiquette</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>There</source>
        <translation>Présentes</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>Trouve</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Juste</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>How many there are in the articles kept aside</source>
        <translation>Combien il y en a dans les articles mis de côté</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>Ledger</source>
        <translation>Bilan</translation>
    </message>
    <message>
        <source>What suggestions were worth to {name}. F is two shares in one figure: how much of what is there was suggested, and how much of what was suggested is right.</source>
        <translation>Ce que les suggestions ont valu à {name}. F réunit deux parts en un chiffre&#xa0;: ce qui a été suggéré de ce qu’il y a, et ce qui est juste de ce qui a été suggéré.</translation>
    </message>
    <message>
        <source>Statistics…</source>
        <translation>Statistiques…</translation>
    </message>
    <message>
        <source>Suggest above…</source>
        <translation>Suggérer à partir de…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>There is nothing to tell yet. Decide on some suggestions and mark articles as done: after 10 done articles the first figures stand here.</source>
        <translation>Il n’y a encore rien à montrer. Tranchez quelques suggestions et terminez des articles&#xa0;: les premiers chiffres apparaîtront ici après 10 articles terminés.</translation>
    </message>
    <message>
        <source>What became of suggested entities</source>
        <translation>Ce que sont devenues les entités suggérées</translation>
    </message>
    <message>
        <source>What became of suggested relations</source>
        <translation>Ce que sont devenues les relations suggérées</translation>
    </message>
    <message>
        <source>Models and other sources, by what was decided</source>
        <translation>Modèles et autres origines, selon ce qui a été tranché</translation>
    </message>
    <message>
        <source>models, on articles kept aside</source>
        <translation>modèles, articles mis de côté</translation>
    </message>
    <message>
        <source>suggestions as shown</source>
        <translation>suggestions telles que montrées</translation>
    </message>
    <message>
        <source>relations, on articles kept aside</source>
        <translation>relations, articles mis de côté</translation>
    </message>
    <message>
        <source>How right suggestions are (F)</source>
        <translation>Justesse des suggestions (F)</translation>
    </message>
    <message>
        <source>articles learned from, or done</source>
        <translation>articles appris, ou terminés</translation>
    </message>
    <message>
        <source>After 10 done articles this shows how right the suggestions were.</source>
        <translation>Après 10 articles terminés, on voit ici à quel point les suggestions étaient justes.</translation>
    </message>
    <message>
        <source>Can the confidence be trusted?</source>
        <translation>Peut-on se fier à la confiance affichée&#xa0;?</translation>
    </message>
    <message>
        <source>confidence; on the line, as many were right as it says</source>
        <translation>confiance&#xa0;; sur la ligne, il y en a autant de justes qu’elle le dit</translation>
    </message>
    <message>
        <source>as scored</source>
        <translation>telle que calculée</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>calibrée</translation>
    </message>
    <message>
        <source>Once some suggestions are decided this compares their confidence with what was right.</source>
        <translation>Quand des suggestions auront été tranchées, leur confiance sera comparée ici à ce qui était juste.</translation>
    </message>
    <message>
        <source>articles done</source>
        <translation>articles terminés</translation>
    </message>
    <message>
        <source>Actions per 1,000 tokens</source>
        <translation>Actions pour 1&#x202f;000 mots</translation>
    </message>
    <message>
        <source>After 10 done articles this shows what 1,000 tokens cost in actions.</source>
        <translation>Après 10 articles terminés, on voit ici combien d’actions demandent 1&#x202f;000 mots.</translation>
    </message>
    <message>
        <source>Seconds per 1,000 tokens</source>
        <translation>Secondes pour 1&#x202f;000 mots</translation>
    </message>
    <message>
        <source>After 10 done articles this shows how long 1,000 tokens take.</source>
        <translation>Après 10 articles terminés, on voit ici combien de temps prennent 1&#x202f;000 mots.</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>acceptées</translation>
    </message>
    <message>
        <source>relabelled</source>
        <translation>étiquette changée</translation>
    </message>
    <message>
        <source>boundary moved</source>
        <translation>limites déplacées</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejetées</translation>
    </message>
    <message>
        <source>left in a done article</source>
        <translation>laissées dans un article terminé</translation>
    </message>
    <message>
        <source>added by hand</source>
        <translation>ajoutées à la main</translation>
    </message>
    <message>
        <source>entities</source>
        <translation>entités</translation>
    </message>
    <message>
        <source>relations</source>
        <translation>relations</translation>
    </message>
    <message>
        <source>What suggested</source>
        <translation>Ce qui a suggéré</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>montrées</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>corrigées</translation>
    </message>
    <message>
        <source>right</source>
        <translation>justes</translation>
    </message>
    <message>
        <source>found</source>
        <translation>trouvées</translation>
    </message>
    <message>
        <source>F of what was shown, lately</source>
        <translation>F de ce qui a été montré, ces derniers temps</translation>
    </message>
    <message>
        <source>actions per 1,000 tokens, lately</source>
        <translation>actions pour 1&#x202f;000 mots, ces derniers temps</translation>
    </message>
    <message>
        <source>per 1,000 tokens, lately</source>
        <translation>pour 1&#x202f;000 mots, ces derniers temps</translation>
    </message>
    <message>
        <source>is how far off confidences are; scores: {before}</source>
        <translation>d’écart entre confiance et réalité&#xa0;; avant calibrage&#xa0;: {before}</translation>
    </message>
</context>
<context>
    <name>LongEditDialog</name>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Takes back all of it</source>
        <translation>Annule tout ce qui a été fait</translation>
    </message>
    <message>
        <source>Writing to the disk…</source>
        <translation>Écriture sur le disque…</translation>
    </message>
    <message>
        <source>Looking for the articles…</source>
        <translation>Recherche des articles…</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln articles</source>
        <translation>
            <numerusform>{done} sur %Ln article</numerusform>
            <numerusform>{done} sur %Ln articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LongEdits</name>
    <message>
        <source>Wait until that is done, or stop it</source>
        <translation>Attendez que ce soit terminé, ou arrêtez-le</translation>
    </message>
    <message>
        <source>Stopped: nothing was changed</source>
        <translation>Arrêté&#xa0;: rien n’a été modifié</translation>
    </message>
</context>
<context>
    <name>Losses</name>
    <message>
        <source>titles, dates and outlets</source>
        <translation>titres, dates et médias</translation>
    </message>
    <message>
        <source>states, flags and comments</source>
        <translation>états, signalements et commentaires</translation>
    </message>
    <message>
        <source>spans that overlap a longer one</source>
        <translation>entités qui en chevauchent une plus longue</translation>
    </message>
    <message>
        <source>spans of nothing but blanks</source>
        <translation>entités faites d’espaces seules</translation>
    </message>
    <message>
        <source>relations</source>
        <translation>relations</translation>
    </message>
    <message>
        <source>what stands between words</source>
        <translation>ce qui sépare les mots</translation>
    </message>
    <message>
        <source>events</source>
        <translation>événements</translation>
    </message>
    <message>
        <source>attributes</source>
        <translation>attributs</translation>
    </message>
    <message>
        <source>normalizations</source>
        <translation>renvois à une base de connaissances</translation>
    </message>
    <message>
        <source>equivalences</source>
        <translation>équivalences</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>notes</translation>
    </message>
    <message>
        <source>relations of events</source>
        <translation>relations d’événements</translation>
    </message>
    <message>
        <source>relations of more than two</source>
        <translation>relations à plus de deux</translation>
    </message>
    <message>
        <source>discontinuous spans, shown as one</source>
        <translation>entités discontinues, montrées d’un seul tenant</translation>
    </message>
    <message>
        <source>tags of other layers</source>
        <translation>étiquettes d’autres couches</translation>
    </message>
    <message>
        <source>relations of other layers</source>
        <translation>relations d’autres couches</translation>
    </message>
    <message>
        <source>features beside the label</source>
        <translation>traits autres que l’étiquette</translation>
    </message>
    <message>
        <source>spans of no width</source>
        <translation>entités sans étendue</translation>
    </message>
    <message>
        <source>annotations of other views</source>
        <translation>annotations d’autres vues</translation>
    </message>
    <message>
        <source>type systems</source>
        <translation>systèmes de types</translation>
    </message>
    <message>
        <source>documents as they were before they were annotated</source>
        <translation>documents tels qu’avant leur annotation</translation>
    </message>
    <message>
        <source>documents with characters that XML can&apos;t hold</source>
        <translation>documents avec des caractères impossibles en XML</translation>
    </message>
    <message>
        <source>cancelled annotations</source>
        <translation>annotations abandonnées</translation>
    </message>
    <message>
        <source>drafts</source>
        <translation>brouillons</translation>
    </message>
    <message>
        <source>choices and other fields</source>
        <translation>choix et autres champs</translation>
    </message>
    <message>
        <source>ignored tasks</source>
        <translation>tâches ignorées</translation>
    </message>
    <message>
        <source>choices</source>
        <translation>choix</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>catégories</translation>
    </message>
    <message>
        <source>whole texts</source>
        <translation>textes entiers</translation>
    </message>
    <message>
        <source>other annotations</source>
        <translation>autres annotations</translation>
    </message>
    <message>
        <source>spans that no relation joins</source>
        <translation>entités qu’aucune relation ne joint</translation>
    </message>
    <message>
        <source>flags and comments</source>
        <translation>signalements et commentaires</translation>
    </message>
    <message>
        <source>files about the corpus, such as a README</source>
        <translation>fichiers à propos du corpus, par exemple un README</translation>
    </message>
    <message>
        <source>items without text</source>
        <translation>éléments sans texte</translation>
    </message>
    <message>
        <source>pictures, sound, video and graphics</source>
        <translation>images, son, vidéo et infographies</translation>
    </message>
    <message>
        <source>cancelled or withheld items</source>
        <translation>éléments annulés ou retenus</translation>
    </message>
    <message>
        <source>packages, which refer to other items</source>
        <translation>ensembles qui renvoient à d’autres éléments</translation>
    </message>
    <message>
        <source>concepts, events, plans and catalogues</source>
        <translation>concepts, événements, agendas et catalogues</translation>
    </message>
    <message>
        <source>items of data, such as results</source>
        <translation>données, telles que des résultats</translation>
    </message>
    <message>
        <source>events and plans</source>
        <translation>événements et agendas</translation>
    </message>
    <message>
        <source>feeds without entries</source>
        <translation>flux sans entrées</translation>
    </message>
    <message>
        <source>entries without text</source>
        <translation>entrées sans texte</translation>
    </message>
    <message>
        <source>empty pages</source>
        <translation>pages vides</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Entities and relations</source>
        <translation>Entités et relations</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Entités</translation>
    </message>
    <message>
        <source>Read-only: {reason}</source>
        <translation>Lecture seule&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Lecture seule</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <source>Every decision is on disk ({time})</source>
        <translation>Chaque décision est sur le disque ({time})</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
</context>
<context>
    <name>MemoryDialog</name>
    <message>
        <source>String memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>What you decide about words is suggested where they stand again, as long as two decisions in three agree.</source>
        <translation>Ce que vous décidez pour des mots est suggéré là où ils reviennent, tant que deux décisions sur trois s’accordent.</translation>
    </message>
    <message>
        <source>Suggest from memory</source>
        <translation>Suggérer de mémoire</translation>
    </message>
    <message>
        <source>Filter by string or label</source>
        <translation>Filtrer par mots ou étiquette</translation>
    </message>
    <message>
        <source>Strings</source>
        <translation>Suites de mots</translation>
    </message>
    <message>
        <source>Show occurrences</source>
        <translation>Voir les occurrences</translation>
    </message>
    <message>
        <source>Switch on or off</source>
        <translation>Activer ou désactiver</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message numerus="yes">
        <source>%Ln string(s)</source>
        <translation>
            <numerusform>%Ln suite de mots</numerusform>
            <numerusform>%Ln suites de mots</numerusform>
        </translation>
    </message>
    <message>
        <source>Space switches the chosen one, Enter shows its occurrences</source>
        <translation>Espace active ou désactive, Entrée montre les occurrences</translation>
    </message>
</context>
<context>
    <name>MemoryModel</name>
    <message>
        <source>String</source>
        <translation>Mots</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Vus</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejetés</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>Accord</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Suggérés</translation>
    </message>
    <message>
        <source>no entity</source>
        <translation>pas une entité</translation>
    </message>
    <message>
        <source>yes, by hand</source>
        <translation>oui, par choix</translation>
    </message>
    <message>
        <source>no, by hand</source>
        <translation>non, par choix</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no: decided both ways</source>
        <translation>non&#xa0;: décisions partagées</translation>
    </message>
    <message>
        <source>no: too few decisions</source>
        <translation>non&#xa0;: trop peu de décisions</translation>
    </message>
</context>
<context>
    <name>ModelProcess</name>
    <message>
        <source>The suggestions&apos; process cannot be started: {reason}</source>
        <translation>Le processus des suggestions ne démarre pas&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The model crashed twice on this article ({reason}).</source>
        <translation>Le modèle a planté deux fois sur cet article ({reason}).</translation>
    </message>
    <message>
        <source>The suggestions&apos; process crashed again and again ({reason}).</source>
        <translation>Le processus des suggestions plante à répétition ({reason}).</translation>
    </message>
    <message>
        <source>Most often memory is short: close other programs, or choose a smaller pipeline.</source>
        <translation>Le plus souvent, la mémoire manque&#xa0;: fermez d’autres programmes, ou choisissez un modèle plus petit.</translation>
    </message>
    <message>
        <source>it was ended by the system</source>
        <translation>arrêté par le système</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>code de sortie {code}</translation>
    </message>
</context>
<context>
    <name>ModelTable</name>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>Trouve</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Juste</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>A round goes on from the model before with the newest articles; a full training begins anew</source>
        <translation>Un tour reprend le modèle précédent avec les articles les plus récents&#xa0;; un entraînement complet recommence à zéro</translation>
    </message>
    <message>
        <source>How many articles it has learned from</source>
        <translation>Le nombre d’articles sur lesquels il a appris</translation>
    </message>
    <message>
        <source>Of 100 annotations in the articles kept aside, how many it finds</source>
        <translation>Sur 100 annotations des articles mis de côté, combien il en trouve</translation>
    </message>
    <message>
        <source>Of 100 suggestions there, how many are right</source>
        <translation>Sur 100 suggestions dans ces articles, combien sont justes</translation>
    </message>
    <message>
        <source>The two in one figure, their harmonic mean</source>
        <translation>Les deux en un seul chiffre, leur moyenne harmonique</translation>
    </message>
    <message>
        <source>F of what was in use before it, on the same articles</source>
        <translation>F de ce qui servait avant lui, sur les mêmes articles</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>utilisé</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>conservé</translation>
    </message>
    <message>
        <source>worse, not in use</source>
        <translation>moins bon, écarté</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>supprimé</translation>
    </message>
    <message>
        <source>round</source>
        <translation>tour</translation>
    </message>
    <message>
        <source>full</source>
        <translation>complet</translation>
    </message>
    <message>
        <source>Its folder is {folder}</source>
        <translation>Son dossier est {folder}</translation>
    </message>
    <message>
        <source>the rules alone</source>
        <translation>les règles seules</translation>
    </message>
    <message>
        <source>base</source>
        <translation>modèle de base</translation>
    </message>
    <message>
        <source>Not used unless you choose it</source>
        <translation>Ne sert que si vous le choisissez</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message numerus="yes">
        <source>Learned from %Ln article(s)</source>
        <translation>
            <numerusform>A appris de&#xa0;%Ln article</numerusform>
            <numerusform>A appris de&#xa0;%Ln articles</numerusform>
        </translation>
    </message>
    <message>
        <source>{learned}: finds {share}%</source>
        <translation>{learned}&#xa0;: trouve {share}&#xa0;%</translation>
    </message>
    <message numerus="yes">
        <source>The suggestions have learned from %Ln article(s).</source>
        <translation>
            <numerusform>Les suggestions ont appris de&#xa0;%Ln article.</numerusform>
            <numerusform>Les suggestions ont appris de&#xa0;%Ln articles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learned from %Ln article(s): of 100 annotations, the suggestions now find {found} (before: {before}).</source>
        <translation>
            <numerusform>Appris de&#xa0;%Ln article&#xa0;: sur 100 annotations, les suggestions en trouvent maintenant {found} (avant&#xa0;: {before}).</numerusform>
            <numerusform>Appris de&#xa0;%Ln articles&#xa0;: sur 100 annotations, les suggestions en trouvent maintenant {found} (avant&#xa0;: {before}).</numerusform>
        </translation>
    </message>
    <message>
        <source>The model that was just trained is worse than the one in use ({f} against {before}): it does not take over</source>
        <translation>Le modèle qui vient d’être entraîné est moins bon que celui qui sert ({f} contre {before})&#xa0;: il ne prend pas le relais</translation>
    </message>
    <message numerus="yes">
        <source>They learn again after every %Ln article(s); nothing you decided changes.</source>
        <translation>
            <numerusform>Elles réapprennent au bout de&#xa0;%Ln article&#xa0;; rien de ce que vous avez décidé ne change.</numerusform>
            <numerusform>Elles réapprennent tous les&#xa0;%Ln articles&#xa0;; rien de ce que vous avez décidé ne change.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing you decided changes.</source>
        <translation>Rien de ce que vous avez décidé ne change.</translation>
    </message>
    <message>
        <source>Nothing has been learned in this project yet</source>
        <translation>Rien n’a encore été appris dans ce projet</translation>
    </message>
    <message>
        <source>Too few articles are kept aside yet to say how good they are.</source>
        <translation>Trop peu d’articles sont encore mis de côté pour dire ce qu’elles valent.</translation>
    </message>
    <message>
        <source>Of 100 annotations in articles kept aside to measure it, they find {found} (before: {before}); of 100 suggestions there, {right} are right (before: {right_before}).</source>
        <translation>Sur 100 annotations des articles mis de côté pour le mesurer, elles en trouvent {found} (avant&#xa0;: {before})&#xa0;; sur 100 suggestions dans ces articles, {right} sont justes (avant&#xa0;: {right_before}).</translation>
    </message>
    <message>
        <source>Model {number}</source>
        <translation>Modèle {number}</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>règles</translation>
    </message>
    <message>
        <source>relation patterns</source>
        <translation>tournures de relations</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>mémoire</translation>
    </message>
    <message>
        <source>own models</source>
        <translation>modèles du projet</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>What the suggestions have learned</source>
        <translation>Ce que les suggestions ont appris</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Utiliser celui-ci</translation>
    </message>
    <message>
        <source>Remove its folder</source>
        <translation>Supprimer son dossier</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ouvrir son dossier</translation>
    </message>
    <message>
        <source>By label</source>
        <translation>Par étiquette</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Learn now</source>
        <translation>Apprendre maintenant</translation>
    </message>
    <message>
        <source>Learn from all articles anew</source>
        <translation>Réapprendre sur tous les articles</translation>
    </message>
    <message>
        <source>A full training takes some minutes and begins with the base; the window stays quick</source>
        <translation>Un entraînement complet prend quelques minutes et repart du modèle de base&#xa0;; la fenêtre reste réactive</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>In this project, learn by itself:</source>
        <translation>Apprendre seul dans ce projet&#xa0;:</translation>
    </message>
    <message>
        <source>After how many articles this project learns by itself</source>
        <translation>Au bout de combien d’articles ce projet apprend tout seul</translation>
    </message>
    <message>
        <source>as in the preferences ({choice})</source>
        <translation>comme dans les préférences ({choice})</translation>
    </message>
    <message numerus="yes">
        <source>every %Ln article(s)</source>
        <translation>
            <numerusform>au bout de&#xa0;%Ln article</numerusform>
            <numerusform>tous les&#xa0;%Ln articles</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>What was learned is left aside: the suggestions come from {base} as it was made elsewhere. Choose a model below to have it suggest again; the next training goes on from {base}.</source>
        <translation>Ce qui a été appris est laissé de côté&#xa0;: les suggestions viennent de {base}, tel qu’il a été fait ailleurs. Choisissez un modèle ci-dessous pour qu’il suggère de nouveau&#xa0;; le prochain entraînement repart de {base}.</translation>
    </message>
    <message>
        <source>Nothing has been learned yet: the suggestions come from {base} as it was made elsewhere. Articles that you mark as done are what it learns from; one in ten is kept aside, to measure with it whether what was learned is any good. Whatever is learned, nothing that you decided changes, and there is always a way back.</source>
        <translation>Rien n’a encore été appris&#xa0;: les suggestions viennent de {base}, tel qu’il a été fait ailleurs. Il apprend des articles que vous terminez&#xa0;; un sur dix est mis de côté, pour mesurer ce que vaut ce qui a été appris. Quoi qu’il apprenne, rien de ce que vous avez décidé ne change, et on peut toujours revenir en arrière.</translation>
    </message>
    <message>
        <source>the rules</source>
        <translation>les règles</translation>
    </message>
    <message>
        <source>The pipeline that everything began with. Use it to leave aside what was learned.</source>
        <translation>Le modèle par lequel tout a commencé. Utilisez-le pour vous passer de ce qui a été appris.</translation>
    </message>
    <message>
        <source>No article was kept aside yet when it was trained, so that nothing was measured.</source>
        <translation>Aucun article n’était encore mis de côté lors de son entraînement&#xa0;: rien n’a été mesuré.</translation>
    </message>
    <message numerus="yes">
        <source>Measured on %Ln article(s) that no model here ever learns from.</source>
        <translation>
            <numerusform>Mesuré sur&#xa0;%Ln article dont aucun modèle d’ici n’apprend jamais.</numerusform>
            <numerusform>Mesuré sur&#xa0;%Ln articles dont aucun modèle d’ici n’apprend jamais.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is trained in a read-only project.</source>
        <translation>Rien n’est entraîné dans un projet en lecture seule.</translation>
    </message>
    <message>
        <source>Putting together what there is to learn …</source>
        <translation>Rassemblement de ce qu’il y a à apprendre…</translation>
    </message>
    <message>
        <source>Loading what is to be trained …</source>
        <translation>Chargement du modèle à entraîner…</translation>
    </message>
    <message numerus="yes">
        <source>Learning from %Ln article(s) …</source>
        <translation>
            <numerusform>Apprentissage sur&#xa0;%Ln article…</numerusform>
            <numerusform>Apprentissage sur&#xa0;%Ln articles…</numerusform>
        </translation>
    </message>
    <message>
        <source>Measuring on the articles kept aside …</source>
        <translation>Mesure sur les articles mis de côté…</translation>
    </message>
    <message>
        <source>Writing the model …</source>
        <translation>Écriture du modèle…</translation>
    </message>
    <message>
        <source>It learns when you say so, and not by itself.</source>
        <translation>L’apprentissage se fait quand vous le demandez, jamais tout seul.</translation>
    </message>
    <message numerus="yes">
        <source>It learns by itself after every %Ln article(s) that are done.</source>
        <translation>
            <numerusform>L’apprentissage se fait tout seul au bout de&#xa0;%Ln article terminé.</numerusform>
            <numerusform>L’apprentissage se fait tout seul tous les&#xa0;%Ln articles terminés.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>Nouveau projet</translation>
    </message>
    <message>
        <source>1  Articles</source>
        <translation>1  Articles</translation>
    </message>
    <message>
        <source>2  Labels</source>
        <translation>2  Étiquettes</translation>
    </message>
    <message>
        <source>3  Project</source>
        <translation>3  Projet</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Without articles</source>
        <translation>Sans articles</translation>
    </message>
    <message>
        <source>Create the project</source>
        <translation>Créer le projet</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Importing …</source>
        <translation>Importation…</translation>
    </message>
</context>
<context>
    <name>NoPlace</name>
    <message>
        <source>No suggestion is shown: your scheme has no place for {labels}. Say which of your labels stand for them.</source>
        <translation>Aucune suggestion n’est montrée&#xa0;: votre schéma n’a pas de place pour {labels}. Dites à quelles étiquettes cela correspond.</translation>
    </message>
</context>
<context>
    <name>OccurrenceModel</name>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>String</source>
        <translation>Mots</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Stands as</source>
        <translation>Annoté</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Every action by name</source>
        <translation>Palette des actions</translation>
    </message>
    <message>
        <source>Type an action, or words of an article&apos;s title</source>
        <translation>Tapez une action, ou des mots du titre d’un article</translation>
    </message>
    <message>
        <source>Action or article</source>
        <translation>Action ou article</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Ce qui convient</translation>
    </message>
    <message>
        <source>no project is open</source>
        <translation>aucun projet n’est ouvert</translation>
    </message>
    <message>
        <source>nothing to undo</source>
        <translation>rien à annuler</translation>
    </message>
    <message>
        <source>nothing to redo</source>
        <translation>rien à rétablir</translation>
    </message>
    <message>
        <source>no article is open</source>
        <translation>aucun article n’est ouvert</translation>
    </message>
</context>
<context>
    <name>PipelineDialog</name>
    <message>
        <source>Pipeline</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>What suggests</source>
        <translation>Ce qui suggère</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Suggest again for all that is not done</source>
        <translation>Refaire les suggestions de tout ce qui n’est pas terminé</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Utiliser</translation>
    </message>
    <message>
        <source>The language&apos;s own: {}</source>
        <translation>Celui de la langue&#xa0;: {}</translation>
    </message>
    <message>
        <source>Counted, but outside the scheme and so not shown: {labels}</source>
        <translation>Comptées, mais hors du schéma et donc pas montrées&#xa0;: {labels}</translation>
    </message>
    <message>
        <source>Every label has a place in the scheme.</source>
        <translation>Chaque étiquette a sa place dans le schéma.</translation>
    </message>
    <message>
        <source>the rules</source>
        <translation>les règles</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Ajouter…</translation>
    </message>
    <message>
        <source>Where two compete, the one above has it.</source>
        <translation>Quand deux se contredisent, celui du dessus l’emporte.</translation>
    </message>
    <message>
        <source>Also read articles of another language than theirs</source>
        <translation>Lire aussi les articles dans une autre langue que la leur</translation>
    </message>
    <message>
        <source>Suggest relations by the model that comes with the program, beside the patterns</source>
        <translation>Suggérer des relations avec le modèle de relations fourni, en plus des tournures connues</translation>
    </message>
    <message>
        <source>Whose labels are shown</source>
        <translation>De qui sont les étiquettes montrées</translation>
    </message>
    <message>
        <source>A folder, such as one that spaCy has trained…</source>
        <translation>Un dossier, par exemple issu d’un entraînement de spaCy…</translation>
    </message>
    <message>
        <source>A config file…</source>
        <translation>Un fichier de configuration…</translation>
    </message>
    <message>
        <source>A config for {package}…</source>
        <translation>Une configuration pour {package}…</translation>
    </message>
    <message>
        <source>The Python file with the components of {name}…</source>
        <translation>Le fichier Python avec les composants de {name}…</translation>
    </message>
    <message>
        <source>the relation patterns</source>
        <translation>les tournures de relations</translation>
    </message>
    <message>
        <source>the project&apos;s own model</source>
        <translation>le modèle du projet</translation>
    </message>
    <message>
        <source>Its labels are listed here once it has been loaded.</source>
        <translation>Ses étiquettes seront listées ici quand il aura été chargé.</translation>
    </message>
    <message>
        <source>{pipeline} is being loaded.</source>
        <translation>Chargement de {pipeline}.</translation>
    </message>
    <message>
        <source>{pipeline} is loaded, and has read what it was given.</source>
        <translation>{pipeline} est chargé et a lu ce qui lui a été donné.</translation>
    </message>
    <message>
        <source>Nothing is loaded.</source>
        <translation>Rien n’est chargé.</translation>
    </message>
    <message>
        <source>Kept. It is being loaded.</source>
        <translation>Enregistré. Chargement en cours.</translation>
    </message>
    <message>
        <source>Config of a pipeline</source>
        <translation>Configuration d’un modèle</translation>
    </message>
    <message>
        <source>spaCy config (*.cfg)</source>
        <translation>Configuration spaCy (*.cfg)</translation>
    </message>
    <message>
        <source>Python file with a pipeline&apos;s components</source>
        <translation>Fichier Python avec les composants d’un modèle</translation>
    </message>
    <message>
        <source>Python (*.py)</source>
        <translation>Python (*.py)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) will be read again.</source>
        <translation>
            <numerusform>%Ln article sera relu.</numerusform>
            <numerusform>%Ln articles seront relus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{pipeline} is reading; %Ln articles to go.</source>
        <translation>
            <numerusform>{pipeline} lit&#xa0;; encore %Ln article.</numerusform>
            <numerusform>{pipeline} lit&#xa0;; encore %Ln articles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{pipeline} pauses; %Ln articles to go.</source>
        <translation>
            <numerusform>{pipeline} est en pause&#xa0;; encore %Ln article.</numerusform>
            <numerusform>{pipeline} est en pause&#xa0;; encore %Ln articles.</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder of a pipeline</source>
        <translation>Dossier d’un modèle</translation>
    </message>
</context>
<context>
    <name>PipelineLabels</name>
    <message>
        <source>Pipeline</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Ici</translation>
    </message>
    <message>
        <source>{label} becomes</source>
        <translation>{label} devient</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Laissée de côté</translation>
    </message>
    <message>
        <source>guessed</source>
        <translation>devinée</translation>
    </message>
    <message numerus="yes">
        <source>%Ln suggestion(s) not shown</source>
        <translation>
            <numerusform>%Ln suggestion non montrée</numerusform>
            <numerusform>%Ln suggestions non montrées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>New project</source>
        <translation>Nouveau projet</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>the name you are logged in with</source>
        <translation>votre nom de session</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Language of the articles</source>
        <translation>Langue des articles</translation>
    </message>
    <message>
        <source>Pipeline that suggests</source>
        <translation>Modèle qui suggère</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Annotateur</translation>
    </message>
    <message>
        <source>The language&apos;s own: {}</source>
        <translation>Celui de la langue&#xa0;: {}</translation>
    </message>
    <message>
        <source>None: rules and the strings decided on</source>
        <translation>Aucun&#xa0;: des règles et les mots déjà tranchés</translation>
    </message>
    <message>
        <source>{} is not installed.</source>
        <translation>{} n’est pas installé.</translation>
    </message>
    <message>
        <source>No pipeline is installed for this language. Install one with pip, and choose it at any time.</source>
        <translation>Aucun modèle n’est installé pour cette langue. Installez-en un avec pip, et choisissez-le à tout moment.</translation>
    </message>
    <message>
        <source>The project&apos;s file</source>
        <translation>Le fichier du projet</translation>
    </message>
    <message>
        <source>Pressmark projects (*.pressmark)</source>
        <translation>Projets Pressmark (*.pressmark)</translation>
    </message>
</context>
<context>
    <name>PossibleDelegate</name>
    <message>
        <source>and a digit</source>
        <translation>et un chiffre</translation>
    </message>
</context>
<context>
    <name>PossibleModel</name>
    <message>
        <source>Also possible</source>
        <translation>Aussi possible</translation>
    </message>
</context>
<context>
    <name>PossiblePanel</name>
    <message>
        <source>Also possible</source>
        <translation>Aussi possible</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>Celle du système</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Size of the article&apos;s text</source>
        <translation>Taille du texte de l’article</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Travail</translation>
    </message>
    <message>
        <source>the system&apos;s user name</source>
        <translation>le nom d’utilisateur du système</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Annotateur</translation>
    </message>
    <message>
        <source>The name your decisions are kept under. Each annotator of a project decides apart from the others.</source>
        <translation>Le nom sous lequel vos décisions sont conservées. Chaque annotateur d’un projet décide séparément des autres.</translation>
    </message>
    <message>
        <source>Go to the next suggestion after a decision</source>
        <translation>Passer à la suggestion suivante après une décision</translation>
    </message>
    <message>
        <source>Suggesting processes</source>
        <translation>Processus de suggestion</translation>
    </message>
    <message>
        <source>One for each processor core you can spare; each loads the pipeline, a few hundred megabytes.</source>
        <translation>Un par cœur de processeur que vous pouvez céder&#xa0;; chacun charge le modèle, quelques centaines de mégaoctets.</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Apprentissage</translation>
    </message>
    <message numerus="yes">
        <source>every %Ln article(s)</source>
        <translation>
            <numerusform>au bout de&#xa0;%Ln article</numerusform>
            <numerusform>tous les&#xa0;%Ln articles</numerusform>
        </translation>
    </message>
    <message>
        <source>when I say so</source>
        <translation>quand je le demande</translation>
    </message>
    <message>
        <source>Learn by itself</source>
        <translation>Apprendre seul</translation>
    </message>
    <message>
        <source>The suggestions learn from the articles you finish, behind your work. Nothing that you decided changes. A project can say otherwise: Suggestions, Models…</source>
        <translation>Les suggestions apprennent des articles que vous terminez, pendant que vous travaillez. Rien de ce que vous avez décidé ne change. Un projet peut en décider autrement&#xa0;: Suggestions, Modèles appris…</translation>
    </message>
    <message>
        <source>Learn from all articles anew while nobody is at work</source>
        <translation>Réapprendre sur tous les articles quand personne ne travaille</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>This project cannot be opened</source>
        <translation>Ce projet ne peut pas être ouvert</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ouvrir un projet</translation>
    </message>
    <message>
        <source>Pressmark projects (*.pressmark);;All files (*)</source>
        <translation>Projets Pressmark (*.pressmark);;Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>Lecteur</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Regarder dans&#xa0;:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>&amp;Type de fichiers&#xa0;:</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Return</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Retour arrière</translation>
    </message>
</context>
<context>
    <name>RecentRow</name>
    <message>
        <source>Take it off this list; the file stays</source>
        <translation>Retirer de cette liste&#xa0;; le fichier reste</translation>
    </message>
    <message>
        <source>Take {name} off this list</source>
        <translation>Retirer {name} de cette liste</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>A copy of the project</source>
        <translation>Une copie du projet</translation>
    </message>
    <message>
        <source>Pressmark projects (*.pressmark)</source>
        <translation>Projets Pressmark (*.pressmark)</translation>
    </message>
</context>
<context>
    <name>Revising</name>
    <message>
        <source>Undone: {}</source>
        <translation>Annulé&#xa0;: {}</translation>
    </message>
    <message>
        <source>Done again: {}</source>
        <translation>Rétabli&#xa0;: {}</translation>
    </message>
    <message>
        <source>Undoing: {}</source>
        <translation>Annulation&#xa0;: {}</translation>
    </message>
    <message>
        <source>Doing again: {}</source>
        <translation>Rétablissement&#xa0;: {}</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Rien à annuler</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Rien à rétablir</translation>
    </message>
</context>
<context>
    <name>SchemeDelegate</name>
    <message>
        <source>then a letter</source>
        <translation>puis lettre</translation>
    </message>
</context>
<context>
    <name>SchemeModel</name>
    <message>
        <source>{title}, key {key}: {confirmed} confirmed, {pending} to review</source>
        <translation>{title}, touche {key}&#xa0;: {confirmed} confirmées, {pending} à revoir</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>Relations</translation>
    </message>
</context>
<context>
    <name>SchemePanel</name>
    <message>
        <source>Label scheme</source>
        <translation>Schéma d’étiquettes</translation>
    </message>
</context>
<context>
    <name>SchemePreview</name>
    <message>
        <source>Labels of the scheme</source>
        <translation>Étiquettes du schéma</translation>
    </message>
    <message>
        <source>between any two labels</source>
        <translation>entre toutes les étiquettes</translation>
    </message>
</context>
<context>
    <name>SchemeStep</name>
    <message>
        <source>Label schemes</source>
        <translation>Schémas d’étiquettes</translation>
    </message>
    <message>
        <source>From a TOML file…</source>
        <translation>Depuis un fichier TOML…</translation>
    </message>
    <message>
        <source>Labels and relations of your own can be added at any time: Project, Label scheme…</source>
        <translation>Vos propres étiquettes et relations s’ajoutent à tout moment&#xa0;: Projet, Schéma d’étiquettes…</translation>
    </message>
    <message>
        <source>A label scheme</source>
        <translation>Un schéma d’étiquettes</translation>
    </message>
    <message>
        <source>Label schemes (*.toml)</source>
        <translation>Schémas d’étiquettes (*.toml)</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Saved</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <source>This is the last article of the list</source>
        <translation>C’est le dernier article de la liste</translation>
    </message>
    <message>
        <source>This is the first article of the list</source>
        <translation>C’est le premier article de la liste</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Signalé</translation>
    </message>
    <message>
        <source>Flag taken away</source>
        <translation>Signalement retiré</translation>
    </message>
    <message>
        <source>Every article of the list is done</source>
        <translation>Tous les articles de la liste sont terminés</translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>I trust where it comes from</source>
        <translation>Je fais confiance à sa provenance</translation>
    </message>
    <message>
        <source>All its labels</source>
        <translation>Toutes ses étiquettes</translation>
    </message>
    <message>
        <source>All its labels that none above brings</source>
        <translation>Toutes ses étiquettes que rien n’apporte au-dessus</translation>
    </message>
    <message>
        <source>Before the one above</source>
        <translation>Avant celui du dessus</translation>
    </message>
    <message>
        <source>After the one below</source>
        <translation>Après celui du dessous</translation>
    </message>
    <message>
        <source>Take it off the list</source>
        <translation>Retirer de la liste</translation>
    </message>
    <message>
        <source>Not installed. In a terminal:</source>
        <translation>Pas installé. Dans un terminal&#xa0;:</translation>
    </message>
    <message>
        <source>What to type in a terminal</source>
        <translation>Ce qu’il faut taper dans un terminal</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>A pipeline may run code of its own. Load it only if you trust where it comes from.</source>
        <translation>Un modèle peut exécuter du code à lui. Ne le chargez que si vous avez confiance en sa provenance.</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Prend</translation>
    </message>
    <message>
        <source>What is taken from {name}</source>
        <translation>Ce qui est pris de {name}</translation>
    </message>
    <message>
        <source>Only these labels</source>
        <translation>Ces étiquettes seulement</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>No pipeline</source>
        <translation>Aucun modèle</translation>
    </message>
    <message>
        <source>The rules for dates, sums and roles alone, where there are any.</source>
        <translation>Seulement les règles pour les dates, les montants et les fonctions, là où il y en a.</translation>
    </message>
</context>
<context>
    <name>SourcesPanel</name>
    <message>
        <source>Sources</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Ajouter des fichiers…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Articles only</source>
        <translation>Articles seuls</translation>
    </message>
    <message>
        <source>Suggestions to review</source>
        <translation>Suggestions à revoir</translation>
    </message>
    <message>
        <source>Confirmed annotations</source>
        <translation>Annotations confirmées</translation>
    </message>
    <message>
        <source>Spans and relations in the files are left out.</source>
        <translation>Les entités et relations des fichiers sont laissées de côté.</translation>
    </message>
    <message>
        <source>Spans and relations come in as suggestions that you accept or reject.</source>
        <translation>Entités et relations arrivent comme suggestions, à accepter ou à rejeter.</translation>
    </message>
    <message>
        <source>Spans and relations come in as decided, and the articles as done.</source>
        <translation>Entités et relations arrivent confirmées, et les articles terminés.</translation>
    </message>
    <message>
        <source>annotator: you</source>
        <translation>annotateur&#xa0;: vous</translation>
    </message>
    <message>
        <source>Whose annotations they are</source>
        <translation>De qui sont ces annotations</translation>
    </message>
    <message>
        <source>Write articles that are there already anew</source>
        <translation>Réécrire les articles déjà présents</translation>
    </message>
    <message>
        <source>Otherwise an article whose id the project has is left as it is.</source>
        <translation>Sinon, un article dont le projet a déjà l’identifiant reste tel quel.</translation>
    </message>
    <message>
        <source>What comes in</source>
        <translation>Ce qui est importé</translation>
    </message>
    <message>
        <source>The first articles</source>
        <translation>Les premiers articles</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Média</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Entités</translation>
    </message>
    <message>
        <source>Articles to import</source>
        <translation>Articles à importer</translation>
    </message>
    <message>
        <source>Articles ({});;All files (*)</source>
        <translation>Articles ({});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Add files, folders or ZIP archives, or drop them here: each file is read in its own format.</source>
        <translation>Ajoutez des fichiers, des dossiers ou des archives ZIP, ou déposez-les ici&#xa0;: chaque fichier est lu dans son propre format.</translation>
    </message>
    <message>
        <source>kept aside: {what} ({count})</source>
        <translation>gardé à part&#xa0;: {what} ({count})</translation>
    </message>
    <message>
        <source>left out: {what} ({count})</source>
        <translation>laissé de côté&#xa0;: {what} ({count})</translation>
    </message>
    <message>
        <source>A folder of articles</source>
        <translation>Un dossier d’articles</translation>
    </message>
    <message>
        <source>Looking at the files …</source>
        <translation>Examen des fichiers…</translation>
    </message>
    <message>
        <source>Files: {}</source>
        <translation>Fichiers&#xa0;: {}</translation>
    </message>
    <message>
        <source>Articles: {}</source>
        <translation>Articles&#xa0;: {}</translation>
    </message>
    <message>
        <source>Articles: more than {}</source>
        <translation>Articles&#xa0;: plus de {}</translation>
    </message>
    <message>
        <source>Spans: {}</source>
        <translation>Entités&#xa0;: {}</translation>
    </message>
    <message>
        <source>Relations: {}</source>
        <translation>Relations&#xa0;: {}</translation>
    </message>
    <message>
        <source>Suggestions: {}</source>
        <translation>Suggestions&#xa0;: {}</translation>
    </message>
    <message>
        <source>Unreadable: {}</source>
        <translation>Illisibles&#xa0;: {}</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>Statistics</source>
        <translation>Statistiques</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copier comme texte</translation>
    </message>
    <message>
        <source>Ledger…</source>
        <translation>Bilan…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>In the project</source>
        <translation>Dans le projet</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminés</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nouveaux</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Passés</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Signalés</translation>
    </message>
    <message>
        <source>Copies of another</source>
        <translation>Copies d’un autre</translation>
    </message>
    <message>
        <source>Work of {annotator}</source>
        <translation>Travail de {annotator}</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Entités</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>Relations</translation>
    </message>
    <message>
        <source>Suggestions to review</source>
        <translation>Suggestions à revoir</translation>
    </message>
    <message>
        <source>Articles that wait for suggestions</source>
        <translation>Articles en attente de suggestions</translation>
    </message>
    <message>
        <source>Time at the articles</source>
        <translation>Temps passé sur les articles</translation>
    </message>
    <message>
        <source>Characters in the corpus</source>
        <translation>Caractères dans le corpus</translation>
    </message>
    <message>
        <source>Spans by label</source>
        <translation>Entités par étiquette</translation>
    </message>
    <message>
        <source>Relations by label</source>
        <translation>Relations par étiquette</translation>
    </message>
    <message>
        <source>Suggestions decided</source>
        <translation>Suggestions tranchées</translation>
    </message>
    <message>
        <source>Where spans come from</source>
        <translation>D’où viennent les entités</translation>
    </message>
    <message>
        <source>Suggestions by pipeline</source>
        <translation>Suggestions par modèle</translation>
    </message>
    <message>
        <source>Labels outside the scheme</source>
        <translation>Étiquettes hors du schéma</translation>
    </message>
    <message>
        <source>Outlets</source>
        <translation>Médias</translation>
    </message>
    <message>
        <source>none given</source>
        <translation>non indiqué</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Langues</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>à la main</translation>
    </message>
    <message>
        <source>a suggestion</source>
        <translation>une suggestion</translation>
    </message>
    <message>
        <source>the same string elsewhere</source>
        <translation>les mêmes mots ailleurs</translation>
    </message>
    <message>
        <source>an import</source>
        <translation>une importation</translation>
    </message>
    <message>
        <source>adjudication</source>
        <translation>arbitrage</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>acceptées</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>corrigées</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejetées</translation>
    </message>
    <message>
        <source>right</source>
        <translation>justes</translation>
    </message>
    <message>
        <source>{hours} h {minutes:02} min</source>
        <translation>{hours} h {minutes:02} min</translation>
    </message>
    <message>
        <source>{} min</source>
        <translation>{} min</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnue</translation>
    </message>
</context>
<context>
    <name>StoreFailure</name>
    <message>
        <source>The project file could not be used</source>
        <translation>Le fichier du projet n’a pas pu être utilisé</translation>
    </message>
    <message>
        <source>Everything saved before can still be read here until this window is closed. Save a copy now and go on in it; if the file was deleted, there is no other.</source>
        <translation>Tout ce qui a été enregistré avant se lit encore ici jusqu’à la fermeture de cette fenêtre. Enregistrez-en une copie maintenant et continuez dans celle-ci&#xa0;; si le fichier a été supprimé, il n’y en a pas d’autre.</translation>
    </message>
    <message>
        <source>Nothing was lost: what was saved before is still on disk.</source>
        <translation>Rien n’est perdu&#xa0;: ce qui était enregistré est toujours sur le disque.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Laisser</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Enregistrer une copie…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>Thresholds</name>
    <message>
        <source>Suggest above</source>
        <translation>Suggérer à partir de</translation>
    </message>
    <message>
        <source>Suggestions with less confidence are hidden, and come back with a lower figure. What is to be expected is taken from your latest decisions.</source>
        <translation>Les suggestions de confiance moindre sont masquées&#xa0;; elles reviennent avec un chiffre plus bas. L’effet attendu est tiré de vos dernières décisions.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout montrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Entités</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>Relations</translation>
    </message>
</context>
<context>
    <name>Trainer</name>
    <message>
        <source>Nothing is trained in a read-only project</source>
        <translation>Rien n’est entraîné dans un projet en lecture seule</translation>
    </message>
    <message>
        <source>Nothing is new since the last training: mark articles as done to learn from them</source>
        <translation>Rien de nouveau depuis le dernier entraînement&#xa0;: terminez des articles pour en apprendre</translation>
    </message>
</context>
<context>
    <name>TrainingProcess</name>
    <message>
        <source>The training process cannot be started: {reason}</source>
        <translation>Le processus d’entraînement ne démarre pas&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>it was ended by the system, which often means too little memory</source>
        <translation>arrêté par le système, souvent faute de mémoire</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>code de sortie {code}</translation>
    </message>
    <message>
        <source>The training process ended by itself ({reason}).</source>
        <translation>Le processus d’entraînement s’est arrêté de lui-même ({reason}).</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome to Pressmark</source>
        <translation>Bienvenue dans Pressmark</translation>
    </message>
    <message>
        <source>Label entities and relations in news articles, and hand spaCy a training set.</source>
        <translation>Étiquetez entités et relations dans des articles de presse, et donnez à spaCy de quoi s’entraîner.</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Nouveau projet…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Ouvrir…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Ouvrir l’exemple</translation>
    </message>
    <message>
        <source>49 French and English articles to try everything on</source>
        <translation>49 articles français et anglais pour tout essayer</translation>
    </message>
    <message>
        <source>Or drop a project, or files and folders of articles, anywhere on this window.</source>
        <translation>Ou déposez un projet, ou des fichiers et dossiers d’articles, n’importe où dans cette fenêtre.</translation>
    </message>
    <message>
        <source>None yet. The projects you open are listed here.</source>
        <translation>Aucun pour l’instant. Les projets que vous ouvrez apparaîtront ici.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Projets récents</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Exemple</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} n’existe plus.</translation>
    </message>
</context>
<context>
    <name>Zones</name>
    <message>
        <source>{zone}: nothing is suggested here</source>
        <translation>{zone}&#xa0;: rien n’est suggéré ici</translation>
    </message>
    <message>
        <source>No zone</source>
        <translation>Aucune zone</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Standfirst</source>
        <translation>Chapô</translation>
    </message>
    <message>
        <source>Dateline</source>
        <translation>Lieu, date</translation>
    </message>
    <message>
        <source>Byline</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Légende</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Crédit</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Citation</translation>
    </message>
    <message>
        <source>Teaser</source>
        <translation>À lire</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>Suggérer</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Ne pas suggérer</translation>
    </message>
    <message>
        <source>Leave out of training</source>
        <translation>Exclure de l’entraînement</translation>
    </message>
    <message>
        <source>{zone}: suggestions are shown</source>
        <translation>{zone}&#xa0;: les suggestions sont montrées</translation>
    </message>
    <message>
        <source>{zone}: nothing is suggested here, and nothing is learned from it</source>
        <translation>{zone}&#xa0;: rien n’est suggéré ici, et rien n’en est appris</translation>
    </message>
</context>
<context>
    <name>ZonesDialog</name>
    <message>
        <source>Zones</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>What is done in the parts of an article. Muted suggestions are kept, and come back with another rule. What is left out of training is muted too, and its words count as not looked at.</source>
        <translation>Ce qui se fait dans les parties d’un article. Les suggestions masquées sont conservées et reviennent avec une autre règle. Ce qui est exclu de l’entraînement n’est pas suggéré non plus, et ses mots comptent comme non revus.</translation>
    </message>
    <message>
        <source>Find zones in all articles</source>
        <translation>Chercher les zones dans tous les articles</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} sur {total}</translation>
    </message>
</context>
<context>
    <name>_RecentButton</name>
    <message>
        <source>not found in {place}</source>
        <translation>introuvable dans {place}</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Decide</source>
        <translation>Décider</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Boundaries and text</source>
        <translation>Limites et texte</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>Relations</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Édition</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projet</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Accept what is sure here</source>
        <translation>Accepter ce qui est sûr ici</translation>
    </message>
    <message>
        <source>Accept, in one step, what is as sure as “Accept what is sure in the corpus” says.</source>
        <translation>Accepter d’un coup ce qui est aussi sûr que le demande «&#xa0;Accepter ce qui est sûr dans le corpus&#xa0;».</translation>
    </message>
    <message>
        <source>Done, next article</source>
        <translation>Terminé, article suivant</translation>
    </message>
    <message>
        <source>Mark the article as done and open the next one that is not.</source>
        <translation>Marquer l’article comme terminé et ouvrir le prochain qui ne l’est pas.</translation>
    </message>
    <message>
        <source>Next article</source>
        <translation>Article suivant</translation>
    </message>
    <message>
        <source>Previous article</source>
        <translation>Article précédent</translation>
    </message>
    <message>
        <source>Skip, next article</source>
        <translation>Passer, article suivant</translation>
    </message>
    <message>
        <source>Set the article aside and open the next one that waits.</source>
        <translation>Mettre l’article de côté et ouvrir le prochain en attente.</translation>
    </message>
    <message>
        <source>The same in the whole corpus…</source>
        <translation>De même dans tout le corpus…</translation>
    </message>
    <message>
        <source>Every occurrence of these words, with one decision for those you tick.</source>
        <translation>Toutes les occurrences de ces mots, avec une seule décision pour celles que vous cochez.</translation>
    </message>
    <message>
        <source>Mark as not done</source>
        <translation>Marquer comme non terminé</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Signaler</translation>
    </message>
    <message>
        <source>Flag the article, or take the flag away.</source>
        <translation>Signaler l’article, ou retirer le signalement.</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commenter</translation>
    </message>
    <message>
        <source>Write a comment on the article.</source>
        <translation>Écrire un commentaire sur l’article.</translation>
    </message>
    <message>
        <source>Zone…</source>
        <translation>Zone…</translation>
    </message>
    <message>
        <source>Say which part of the article the paragraph is, or the words selected: headline, credit …</source>
        <translation>Dire quelle partie de l’article est ce paragraphe, ou les mots sélectionnés&#xa0;: titre, crédit…</translation>
    </message>
    <message>
        <source>Zones…</source>
        <translation>Zones…</translation>
    </message>
    <message>
        <source>Whether to suggest in headlines, datelines, credits …, and to train on them.</source>
        <translation>S’il faut suggérer dans les titres, les lieux et dates, les crédits…, et s’entraîner dessus.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Across articles, and also what was done before the program was last closed.</source>
        <translation>D’un article à l’autre, y compris ce qui a été fait avant la dernière fermeture du programme.</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Find in the article</source>
        <translation>Chercher dans l’article</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Occurrence suivante</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Occurrence précédente</translation>
    </message>
    <message>
        <source>Search the corpus</source>
        <translation>Rechercher dans le corpus</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Copier le texte</translation>
    </message>
    <message>
        <source>Copy the text of what has the focus.</source>
        <translation>Copier le texte de ce qui est sélectionné.</translation>
    </message>
    <message>
        <source>Show rejected</source>
        <translation>Afficher les suggestions rejetées</translation>
    </message>
    <message>
        <source>Show or hide rejected suggestions.</source>
        <translation>Afficher ou masquer les suggestions rejetées.</translation>
    </message>
    <message>
        <source>Relations of the focus only</source>
        <translation>Relations de la sélection seulement</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texte plus grand</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texte plus petit</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Taille normale du texte</translation>
    </message>
    <message>
        <source>List of articles</source>
        <translation>Liste des articles</translation>
    </message>
    <message>
        <source>Labels and suggestion</source>
        <translation>Étiquettes et suggestion</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Clair ou sombre</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Partie suivante de la fenêtre</translation>
    </message>
    <message>
        <source>Give the keyboard to the article, from there to the list, the suggestion, the labels, and back.</source>
        <translation>Donner le clavier à l’article, de là à la liste, à la suggestion, aux étiquettes, puis revenir.</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Nouveau projet…</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Ouvrir un projet…</translation>
    </message>
    <message>
        <source>Is everything saved?</source>
        <translation>Tout est-il enregistré&#xa0;?</translation>
    </message>
    <message>
        <source>Say whether what was done is on the disk; there is nothing to save by hand.</source>
        <translation>Dire si ce qui a été fait est sur le disque&#xa0;; il n’y a rien à enregistrer à la main.</translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation>Fermer le projet</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importer…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Label scheme…</source>
        <translation>Schéma d’étiquettes…</translation>
    </message>
    <message>
        <source>Statistics…</source>
        <translation>Statistiques…</translation>
    </message>
    <message>
        <source>Ledger…</source>
        <translation>Bilan…</translation>
    </message>
    <message>
        <source>What suggestions were worth: learning curve, actions, time, confidence, models.</source>
        <translation>Ce que les suggestions ont valu&#xa0;: courbe d’apprentissage, actions, temps, confiance, modèles.</translation>
    </message>
    <message>
        <source>Check the project…</source>
        <translation>Vérifier le projet…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Préférences…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Suggest in this article again</source>
        <translation>Refaire les suggestions de cet article</translation>
    </message>
    <message>
        <source>Suggest in the whole corpus</source>
        <translation>Suggérer dans tout le corpus</translation>
    </message>
    <message>
        <source>Stop suggesting</source>
        <translation>Arrêter les suggestions</translation>
    </message>
    <message>
        <source>Accept what is sure in the corpus…</source>
        <translation>Accepter ce qui est sûr dans le corpus…</translation>
    </message>
    <message>
        <source>Accept every suggestion above a confidence in all articles that wait, in one step.</source>
        <translation>Accepter d’un coup, dans tous les articles en attente, chaque suggestion au-dessus d’une confiance choisie.</translation>
    </message>
    <message>
        <source>Suggest above…</source>
        <translation>Suggérer à partir de…</translation>
    </message>
    <message>
        <source>From which confidence on suggestions are shown, by label.</source>
        <translation>La confiance à partir de laquelle les suggestions sont montrées, par étiquette.</translation>
    </message>
    <message>
        <source>String memory…</source>
        <translation>Mémoire…</translation>
    </message>
    <message>
        <source>What is suggested because you decided it elsewhere, and a switch for each string.</source>
        <translation>Ce qui est suggéré parce que vous l’avez décidé ailleurs, avec un interrupteur pour chaque suite de mots.</translation>
    </message>
    <message>
        <source>Pipeline…</source>
        <translation>Ce qui suggère…</translation>
    </message>
    <message>
        <source>Learn from the articles that are done</source>
        <translation>Apprendre des articles terminés</translation>
    </message>
    <message>
        <source>Train the suggestions further on what you have decided; work goes on meanwhile.</source>
        <translation>Entraîner les suggestions sur ce que vous avez décidé&#xa0;; le travail continue pendant ce temps.</translation>
    </message>
    <message>
        <source>Stop learning</source>
        <translation>Arrêter l’apprentissage</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modèles appris…</translation>
    </message>
    <message>
        <source>What was learned, how good it is, and the way back to an earlier model.</source>
        <translation>Ce qui a été appris, ce que cela vaut, et comment revenir à un modèle antérieur.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Every key, by what it does.</source>
        <translation>Toutes les touches, selon ce qu’elles font.</translation>
    </message>
    <message>
        <source>Every action by name</source>
        <translation>Palette des actions</translation>
    </message>
    <message>
        <source>About Pressmark</source>
        <translation>À propos de Pressmark</translation>
    </message>
    <message>
        <source>Correct the label and accept, relabel, or add a span.</source>
        <translation>Corriger l’étiquette et accepter, changer l’étiquette, ou ajouter une entité.</translation>
    </message>
    <message>
        <source>Next suggestion</source>
        <translation>Suggestion suivante</translation>
    </message>
    <message>
        <source>Go to the next suggestion that waits, spans and relations in reading order.</source>
        <translation>Aller à la prochaine suggestion en attente, entités et relations dans l’ordre de lecture.</translation>
    </message>
    <message>
        <source>Previous suggestion</source>
        <translation>Suggestion précédente</translation>
    </message>
    <message>
        <source>Go to the suggestion before this one that still waits.</source>
        <translation>Revenir à la suggestion en attente qui précède.</translation>
    </message>
    <message>
        <source>Next span or relation</source>
        <translation>Entité ou relation suivante</translation>
    </message>
    <message>
        <source>Go to the next span or relation, decided or not, in reading order.</source>
        <translation>Aller à l’entité ou à la relation suivante, tranchée ou non, dans l’ordre de lecture.</translation>
    </message>
    <message>
        <source>Previous span or relation</source>
        <translation>Entité ou relation précédente</translation>
    </message>
    <message>
        <source>Go to the span or relation before this one, decided or not.</source>
        <translation>Revenir à l’entité ou à la relation qui précède, tranchée ou non.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Accept the suggestion and go to the next one; from words, take the span they lie in.</source>
        <translation>Accepter la suggestion et passer à la suivante&#xa0;; depuis des mots, prendre l’entité où ils se trouvent.</translation>
    </message>
    <message>
        <source>Reject or delete</source>
        <translation>Rejeter ou supprimer</translation>
    </message>
    <message>
        <source>Reject the suggestion and go to the next one; delete what is confirmed, with its relations.</source>
        <translation>Rejeter la suggestion et passer à la suivante&#xa0;; supprimer ce qui est confirmé, avec ses relations.</translation>
    </message>
    <message>
        <source>The same for every same string</source>
        <translation>De même pour toutes les occurrences</translation>
    </message>
    <message>
        <source>Make the same decision wherever the article has these words.</source>
        <translation>Prendre la même décision partout où ces mots sont dans l’article.</translation>
    </message>
    <message>
        <source>Reject every same string</source>
        <translation>Rejeter toutes les occurrences</translation>
    </message>
    <message>
        <source>Reject or delete wherever the article has these words.</source>
        <translation>Rejeter ou supprimer partout où ces mots sont dans l’article.</translation>
    </message>
    <message>
        <source>Accept all that is pending here</source>
        <translation>Accepter tout ce qui reste ici</translation>
    </message>
    <message>
        <source>Accept everything that still waits in this article, in one step.</source>
        <translation>Accepter d’un coup toutes les suggestions encore en attente dans cet article.</translation>
    </message>
    <message>
        <source>Reject all that is pending here</source>
        <translation>Rejeter tout ce qui reste ici</translation>
    </message>
    <message>
        <source>Reject everything that still waits in this article, in one step.</source>
        <translation>Rejeter d’un coup toutes les suggestions encore en attente dans cet article.</translation>
    </message>
    <message>
        <source>End one token left</source>
        <translation>Fin un mot à gauche</translation>
    </message>
    <message>
        <source>Move the end of the span or the run one token to the left.</source>
        <translation>Déplacer la fin de l’entité ou de la sélection d’un mot vers la gauche.</translation>
    </message>
    <message>
        <source>End one token right</source>
        <translation>Fin un mot à droite</translation>
    </message>
    <message>
        <source>Move the end of the span or the run one token to the right.</source>
        <translation>Déplacer la fin de l’entité ou de la sélection d’un mot vers la droite.</translation>
    </message>
    <message>
        <source>Start one token left</source>
        <translation>Début un mot à gauche</translation>
    </message>
    <message>
        <source>Move the start of the span or the run one token to the left.</source>
        <translation>Déplacer le début de l’entité ou de la sélection d’un mot vers la gauche.</translation>
    </message>
    <message>
        <source>Start one token right</source>
        <translation>Début un mot à droite</translation>
    </message>
    <message>
        <source>Move the start of the span or the run one token to the right.</source>
        <translation>Déplacer le début de l’entité ou de la sélection d’un mot vers la droite.</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>Étendre</translation>
    </message>
    <message>
        <source>Take the next larger unit: token, name, noun phrase, sentence.</source>
        <translation>Prendre l’unité supérieure&#xa0;: mot, nom, groupe nominal, phrase.</translation>
    </message>
    <message>
        <source>Shrink again</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>Go back to the unit before the last growth.</source>
        <translation>Revenir à l’unité d’avant la dernière extension.</translation>
    </message>
    <message>
        <source>Token before</source>
        <translation>Mot précédent</translation>
    </message>
    <message>
        <source>Leave the span to its text, or move one token back.</source>
        <translation>Quitter l’entité pour son texte, ou reculer d’un mot.</translation>
    </message>
    <message>
        <source>Token after</source>
        <translation>Mot suivant</translation>
    </message>
    <message>
        <source>Leave the span to its text, or move one token on.</source>
        <translation>Quitter l’entité pour son texte, ou avancer d’un mot.</translation>
    </message>
    <message>
        <source>Line above</source>
        <translation>Ligne au-dessus</translation>
    </message>
    <message>
        <source>Move one line up.</source>
        <translation>Monter d’une ligne.</translation>
    </message>
    <message>
        <source>Line below</source>
        <translation>Ligne au-dessous</translation>
    </message>
    <message>
        <source>Move one line down.</source>
        <translation>Descendre d’une ligne.</translation>
    </message>
    <message>
        <source>Start of the article</source>
        <translation>Début de l’article</translation>
    </message>
    <message>
        <source>End of the article</source>
        <translation>Fin de l’article</translation>
    </message>
    <message>
        <source>Relate</source>
        <translation>Relier</translation>
    </message>
    <message>
        <source>Letters appear on the spans this one may be related to; Tab reverses, Esc leaves.</source>
        <translation>Des lettres apparaissent sur les entités auxquelles celle-ci peut être reliée&#xa0;; Tab inverse, Échap abandonne.</translation>
    </message>
    <message>
        <source>Accept this span&apos;s relations</source>
        <translation>Accepter les relations de cette entité</translation>
    </message>
    <message>
        <source>Accept every suggested relation of the span, or of the relation&apos;s head.</source>
        <translation>Accepter toutes les relations suggérées de l’entité, ou de la tête de la relation.</translation>
    </message>
    <message>
        <source>Reject this span&apos;s relations</source>
        <translation>Rejeter les relations de cette entité</translation>
    </message>
    <message>
        <source>Reject every suggested relation of the span, or of the relation&apos;s head.</source>
        <translation>Rejeter toutes les relations suggérées de l’entité, ou de la tête de la relation.</translation>
    </message>
    <message>
        <source>Take what is also possible</source>
        <translation>Prendre ce qui est aussi possible</translation>
    </message>
    <message>
        <source>Take the other reading, or the relation, that has this number in the list at the right; while Alt is held, unlikely readings are listed too.</source>
        <translation>Prendre l’autre lecture, ou la relation, qui porte ce numéro dans la liste à droite&#xa0;; tant qu’Alt est enfoncée, les lectures peu probables y sont aussi.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Leave the relation mode, or the span for its text.</source>
        <translation>Quitter le mode relation, ou l’entité pour son texte.</translation>
    </message>
</context>
<context>
    <name>edits</name>
    <message>
        <source>accepted</source>
        <translation>acceptation</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejet</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>suppression</translation>
    </message>
    <message>
        <source>relabelled</source>
        <translation>changement d’étiquette</translation>
    </message>
    <message>
        <source>boundaries moved</source>
        <translation>déplacement des limites</translation>
    </message>
    <message>
        <source>span added</source>
        <translation>ajout d’une entité</translation>
    </message>
    <message>
        <source>relation added</source>
        <translation>ajout d’une relation</translation>
    </message>
    <message>
        <source>other reading taken</source>
        <translation>autre lecture prise</translation>
    </message>
    <message>
        <source>possible relation taken</source>
        <translation>relation possible prise</translation>
    </message>
    <message>
        <source>relation reversed</source>
        <translation>inversion de la relation</translation>
    </message>
    <message>
        <source>a span&apos;s relations accepted</source>
        <translation>relations d’une entité acceptées</translation>
    </message>
    <message>
        <source>a span&apos;s relations rejected</source>
        <translation>relations d’une entité rejetées</translation>
    </message>
    <message>
        <source>all the rest accepted</source>
        <translation>acceptation de tout le reste</translation>
    </message>
    <message>
        <source>what is sure accepted</source>
        <translation>acceptation de ce qui est sûr</translation>
    </message>
    <message>
        <source>all the rest rejected</source>
        <translation>rejet de tout le reste</translation>
    </message>
    <message>
        <source>same strings decided</source>
        <translation>décision sur les occurrences</translation>
    </message>
    <message>
        <source>same strings decided in the corpus</source>
        <translation>décision sur les occurrences du corpus</translation>
    </message>
    <message>
        <source>article&apos;s state</source>
        <translation>état de l’article</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>signalement</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>commentaire</translation>
    </message>
    <message>
        <source>zone</source>
        <translation>zone</translation>
    </message>
    <message>
        <source>label scheme changed</source>
        <translation>modification du schéma d’étiquettes</translation>
    </message>
    <message>
        <source>label renamed</source>
        <translation>renommage d’une étiquette</translation>
    </message>
    <message>
        <source>import</source>
        <translation>importation</translation>
    </message>
    <message>
        <source>{action}: {words}, {label}</source>
        <translation>{action}&#xa0;: {words}, {label}</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>that suggestion is not there any more</source>
        <translation>cette suggestion n’existe plus</translation>
    </message>
    <message>
        <source>that annotation is not there any more</source>
        <translation>cette annotation n’existe plus</translation>
    </message>
    <message>
        <source>that relation is not there any more</source>
        <translation>cette relation n’existe plus</translation>
    </message>
    <message>
        <source>that span is not there any more</source>
        <translation>cette entité n’existe plus</translation>
    </message>
    <message>
        <source>no suggested relation of “{words}” waits</source>
        <translation>aucune relation suggérée de «&#xa0;{words}&#xa0;» n’attend</translation>
    </message>
    <message>
        <source>a span must lie within the text; {start}–{end} does not</source>
        <translation>une entité doit se trouver dans le texte&#xa0;; {start}–{end} en sort</translation>
    </message>
    <message>
        <source>a span needs at least one character that is not blank</source>
        <translation>une entité doit avoir au moins un caractère qui ne soit pas une espace</translation>
    </message>
    <message>
        <source>“{words}” is {label} already</source>
        <translation>«&#xa0;{words}&#xa0;» porte déjà l’étiquette {label}</translation>
    </message>
    <message>
        <source>a relation needs two different spans</source>
        <translation>une relation doit joindre deux entités différentes</translation>
    </message>
    <message>
        <source>there is a {label} at exactly that place already</source>
        <translation>il y a déjà une entité {label} exactement à cet endroit</translation>
    </message>
    <message>
        <source>these two are joined by {label} already</source>
        <translation>ces deux entités sont déjà reliées par {label}</translation>
    </message>
    <message>
        <source>the scheme has no label {label}; it has {reason}</source>
        <translation>le schéma n’a pas d’étiquette {label}&#xa0;; il a&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>the scheme has no relation {label}; it has {reason}</source>
        <translation>le schéma n’a pas de relation {label}&#xa0;; il a&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(aucune)</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>aucune pour l’instant</translation>
    </message>
    <message>
        <source>{label} cannot go from {head} to {child}; it may go {pairs}</source>
        <translation>{label} ne peut pas aller de {head} à {child}&#xa0;; sont permis&#xa0;: {pairs}</translation>
    </message>
    <message>
        <source>that cannot be taken back or done again: what it changed has been changed since</source>
        <translation>impossible à annuler ou à rétablir&#xa0;: ce qui avait été modifié a changé depuis</translation>
    </message>
    <message>
        <source>that would leave annotations without their label or their span; nothing was changed</source>
        <translation>des annotations y perdraient leur étiquette ou leur entité&#xa0;; rien n’a été modifié</translation>
    </message>
    <message>
        <source>there is no document {document} in {project}</source>
        <translation>il n’y a pas de document {document} dans {project}</translation>
    </message>
    <message>
        <source>a suggestion of document {document} lies outside its text: {start}–{end} of {length} characters</source>
        <translation>une suggestion du document {document} sort de son texte&#xa0;: {start}–{end} sur {length} caractères</translation>
    </message>
    <message>
        <source>no annotator is called {name} here; there are: {known}</source>
        <translation>aucun annotateur ne s’appelle {name} ici&#xa0;; il y a&#xa0;: {known}</translation>
    </message>
    <message>
        <source>the scheme has no label {label}</source>
        <translation>le schéma n’a pas d’étiquette {label}</translation>
    </message>
    <message>
        <source>there is a label {name} already</source>
        <translation>il y a déjà une étiquette {name}</translation>
    </message>
    <message>
        <source>a label needs a name</source>
        <translation>une étiquette doit avoir un nom</translation>
    </message>
    <message>
        <source>the label {label} is in use, {count} in all; rename it, or delete those first</source>
        <translation>l’étiquette {label} est utilisée {count} fois&#xa0;; renommez-la, ou supprimez d’abord ces annotations</translation>
    </message>
    <message>
        <source>the relation {label} is in use, {count} in all; rename it, or delete those first</source>
        <translation>la relation {label} est utilisée {count} fois&#xa0;; renommez-la, ou supprimez d’abord ces annotations</translation>
    </message>
    <message>
        <source>not valid TOML: {detail}</source>
        <translation>TOML non valide&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>`{name}` must be an array of tables, [[{again}]]</source>
        <translation>`{name}` doit être un tableau de tables, [[{again}]]</translation>
    </message>
    <message>
        <source>`{name}` must be a table of texts by language</source>
        <translation>`{name}` doit être une table de textes par langue</translation>
    </message>
    <message>
        <source>label {number} has no name</source>
        <translation>l’étiquette {number} n’a pas de nom</translation>
    </message>
    <message>
        <source>relation {number} has no name</source>
        <translation>la relation {number} n’a pas de nom</translation>
    </message>
    <message>
        <source>the key of {name} must be one digit or one lower-case letter</source>
        <translation>la touche de {name} doit être un chiffre ou une lettre minuscule</translation>
    </message>
    <message>
        <source>the hue of {name} must be a number from 0 to {highest}</source>
        <translation>la teinte de {name} doit être un nombre de 0 à {highest}</translation>
    </message>
    <message>
        <source>`legal` of {name} must list pairs of labels, [[head, child], …]</source>
        <translation>`legal` de {name} doit énumérer des paires d’étiquettes, [[head, child], …]</translation>
    </message>
    <message>
        <source>the label {name} is there twice; give each its own name</source>
        <translation>l’étiquette {name} figure deux fois&#xa0;; donnez à chacune son nom</translation>
    </message>
    <message>
        <source>the relation {name} is there twice; give each its own name</source>
        <translation>la relation {name} figure deux fois&#xa0;; donnez à chacune son nom</translation>
    </message>
    <message>
        <source>relation {relation} names the label {name}, which the scheme lacks</source>
        <translation>la relation {relation} nomme l’étiquette {name}, que le schéma n’a pas</translation>
    </message>
    <message>
        <source>the relation {relation} joins nothing without {label}; delete it, or give it other labels first</source>
        <translation>la relation {relation} ne joint plus rien sans {label}&#xa0;; supprimez-la, ou donnez-lui d’abord d’autres étiquettes</translation>
    </message>
    <message>
        <source>the label scheme could not be read: {reason}</source>
        <translation>le schéma d’étiquettes n’a pas pu être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>the label scheme could not be written: {reason}</source>
        <translation>le schéma d’étiquettes n’a pas pu être écrit&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>there is no label scheme {name}; there are {known}, or give a TOML file</source>
        <translation>il n’y a pas de schéma d’étiquettes {name}&#xa0;; il y a {known}, ou donnez un fichier TOML</translation>
    </message>
    <message>
        <source>the disk is full; free some space and do it again. Nothing of this action was written</source>
        <translation>le disque est plein&#xa0;; libérez de la place et recommencez. Rien de cette action n’a été écrit</translation>
    </message>
    <message>
        <source>the file cannot be written; check its permissions, or work on a copy</source>
        <translation>le fichier ne peut pas être écrit&#xa0;; vérifiez ses droits d’accès, ou travaillez sur une copie</translation>
    </message>
    <message>
        <source>another program is writing the file; close it and do it again</source>
        <translation>un autre programme écrit dans ce fichier&#xa0;; fermez-le et recommencez</translation>
    </message>
    <message>
        <source>the file is damaged; keep a copy of it and go back to a backup (the .backup files beside it, if any)</source>
        <translation>le fichier est endommagé&#xa0;; gardez-en une copie et revenez à une sauvegarde (les fichiers .backup à côté de lui, s’il y en a)</translation>
    </message>
    <message>
        <source>the disk failed ({name}); check that it is there and has space. Nothing of this action was written</source>
        <translation>le disque a failli ({name})&#xa0;; vérifiez qu’il est là et qu’il a de la place. Rien de cette action n’a été écrit</translation>
    </message>
    <message>
        <source>{reason}. Articles that came in before that are kept: {number}</source>
        <translation>{reason}. Articles arrivés avant cela et conservés&#xa0;: {number}</translation>
    </message>
    <message>
        <source>the disk is full; free some space and do it again</source>
        <translation>le disque est plein&#xa0;; libérez de la place et recommencez</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>the disk failed ({name}); check that it is there and has space</source>
        <translation>le disque a failli ({name})&#xa0;; vérifiez qu’il est là et qu’il a de la place</translation>
    </message>
    <message>
        <source>SQLite says: {detail}</source>
        <translation>SQLite répond&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>open read-only ({reason}); nothing was written</source>
        <translation>ouvert en lecture seule ({reason})&#xa0;; rien n’a été écrit</translation>
    </message>
    <message>
        <source>the file was moved or deleted while it was open; this action is lost. Put the file back and do it again</source>
        <translation>le fichier a été déplacé ou supprimé pendant qu’il était ouvert&#xa0;; cette action est perdue. Remettez le fichier à sa place et recommencez</translation>
    </message>
    <message>
        <source>another file took its place while it was open; this action is lost. Open the project anew to see what is in that file</source>
        <translation>un autre fichier a pris sa place pendant qu’il était ouvert&#xa0;; cette action est perdue. Rouvrez le projet pour voir ce que contient ce fichier</translation>
    </message>
    <message>
        <source>it was asked for</source>
        <translation>comme demandé</translation>
    </message>
    <message>
        <source>the file or its folder cannot be written</source>
        <translation>le fichier ou son dossier ne peut pas être modifié</translation>
    </message>
    <message>
        <source>another window has it open</source>
        <translation>une autre fenêtre l’a déjà ouvert</translation>
    </message>
    <message>
        <source>another window has it open, process {process} on {host}</source>
        <translation>une autre fenêtre l’a déjà ouvert, processus {process} sur {host}</translation>
    </message>
    <message>
        <source>there is a file of that name already; open it, or choose another name</source>
        <translation>il y a déjà un fichier de ce nom&#xa0;; ouvrez-le, ou choisissez un autre nom</translation>
    </message>
    <message>
        <source>there is no such folder; make it first</source>
        <translation>ce dossier n’existe pas&#xa0;; créez-le d’abord</translation>
    </message>
    <message>
        <source>the folder can&apos;t be made: {reason}</source>
        <translation>le dossier ne peut pas être créé&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>another Pressmark is making it just now</source>
        <translation>un autre Pressmark est en train de le créer</translation>
    </message>
    <message>
        <source>made by an older Pressmark; open it once in the window, which brings it up to date</source>
        <translation>fait par un Pressmark plus ancien&#xa0;; ouvrez-le une fois dans la fenêtre, qui le met à jour</translation>
    </message>
    <message>
        <source>made by an older Pressmark and must be brought up to date, but {reason}; open it where it can be written</source>
        <translation>créé par un Pressmark plus ancien, à mettre à jour, mais {reason}&#xa0;; ouvrez-le là où il peut être écrit</translation>
    </message>
    <message>
        <source>there is no such file; make one with `pressmark new`</source>
        <translation>ce fichier n’existe pas&#xa0;; créez un nouveau projet</translation>
    </message>
    <message>
        <source>that is a folder; a project is a file that ends in .pressmark</source>
        <translation>c’est un dossier&#xa0;; un projet est un fichier qui se termine par .pressmark</translation>
    </message>
    <message>
        <source>not a Pressmark project (or damaged beyond reading); import articles with `pressmark import`</source>
        <translation>ce n’est pas un projet Pressmark (ou il est trop endommagé pour être lu)&#xa0;; des articles s’importent dans un projet</translation>
    </message>
    <message>
        <source>an SQLite file, but not a Pressmark project</source>
        <translation>c’est un fichier SQLite, mais pas un projet Pressmark</translation>
    </message>
    <message>
        <source>made by a newer Pressmark (file version {version}, this program reads up to {highest}); update the program</source>
        <translation>créé par un Pressmark plus récent (version de fichier {version}, ce programme lit jusqu’à {highest})&#xa0;; mettez le programme à jour</translation>
    </message>
    <message>
        <source>not enough space beside it for the backup that an update of the file begins with; free some space</source>
        <translation>pas assez de place à côté pour la sauvegarde par laquelle commence la mise à jour du fichier&#xa0;; libérez de la place</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>accès refusé</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>plus de place sur le disque</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>fichier ou dossier introuvable</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>système de fichiers en lecture seule</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>c’est un dossier</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>ce n’est pas un dossier</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>erreur d’entrée-sortie</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>nom de fichier trop long</translation>
    </message>
    <message>
        <source>{name} must be {problem}.</source>
        <translation>{name} n’est pas admis ainsi ({problem}).</translation>
    </message>
    <message>
        <source>The settings can&apos;t be saved: {name} holds a character that UTF-8 has no code for.</source>
        <translation>Les préférences ne peuvent pas être enregistrées&#xa0;: {name} contient un caractère sans code UTF-8.</translation>
    </message>
    <message>
        <source>The settings can&apos;t be saved to {path}: {reason}.</source>
        <translation>Les préférences ne peuvent pas être enregistrées dans {path}&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>the document has no id</source>
        <translation>le document n’a pas d’identifiant</translation>
    </message>
    <message>
        <source>the span {start}–{end} ({label}) is outside the text of {length} characters, or empty</source>
        <translation>l’entité {start}–{end} ({label}) sort du texte de {length} caractères, ou elle est vide</translation>
    </message>
    <message>
        <source>the span {start}–{end} has no label</source>
        <translation>l’entité {start}–{end} n’a pas d’étiquette</translation>
    </message>
    <message>
        <source>the span {start}–{end} has a label that is not one line of text</source>
        <translation>l’étiquette de l’entité {start}–{end} n’est pas une ligne de texte</translation>
    </message>
    <message>
        <source>the relation {label} names a span that is not there ({head} → {child})</source>
        <translation>la relation {label} nomme une entité absente ({head} → {child})</translation>
    </message>
    <message>
        <source>the relation {head} → {child} has no label</source>
        <translation>la relation {head} → {child} n’a pas d’étiquette</translation>
    </message>
    <message>
        <source>the relation {head} → {child} has a label that is not one line of text</source>
        <translation>l’étiquette de la relation {head} → {child} n’est pas une ligne de texte</translation>
    </message>
    <message>
        <source>{key} is the id of another text that is there already; give this one an id of its own, or update</source>
        <translation>{key} est l’identifiant d’un autre texte déjà présent&#xa0;; donnez à celui-ci son propre identifiant, ou mettez à jour</translation>
    </message>
    <message>
        <source>the zone is no longer there</source>
        <translation>la zone n’existe plus</translation>
    </message>
    <message>
        <source>the zone {kind} ({start}–{end}) is outside the text of {length} characters</source>
        <translation>la zone {kind} ({start}–{end}) sort du texte de {length} caractères</translation>
    </message>
    <message>
        <source>the text of {key} differs from the one that was annotated; give it another id, or delete its annotations first</source>
        <translation>le texte de {key} n’est pas celui qui a été annoté&#xa0;; donnez-lui un autre identifiant, ou supprimez d’abord ses annotations</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>ce fichier n’existe pas</translation>
    </message>
    <message>
        <source>it may not be read; change its permissions</source>
        <translation>il ne peut pas être lu&#xa0;; changez ses droits d’accès</translation>
    </message>
    <message>
        <source>it could not be read: {reason}</source>
        <translation>il n’a pas pu être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>this is neither a file nor a folder</source>
        <translation>ce n’est ni un fichier ni un dossier</translation>
    </message>
    <message>
        <source>the format {format} can be written only; there are {known} to read</source>
        <translation>le format {format} ne peut qu’être écrit&#xa0;; peuvent être lus&#xa0;: {known}</translation>
    </message>
    <message>
        <source>there is no format {format}; there are {known}</source>
        <translation>il n’y a pas de format {format}&#xa0;; il y a&#xa0;: {known}</translation>
    </message>
    <message>
        <source>the ending {ending} is no format that can be read; save it as .txt, .csv or .jsonl, or name its format with --format</source>
        <translation>{ending} n’est pas la terminaison d’un format lisible&#xa0;; enregistrez-le en .txt, .csv ou .jsonl</translation>
    </message>
    <message>
        <source>this file is no format that can be read; save it as .txt, .csv or .jsonl, or name its format with --format</source>
        <translation>ce fichier n’est d’aucun format lisible&#xa0;; enregistrez-le en .txt, .csv ou .jsonl</translation>
    </message>
    <message>
        <source>the file holds no text</source>
        <translation>le fichier ne contient pas de texte</translation>
    </message>
    <message>
        <source>the text is longer than {size} MB; cut it into articles</source>
        <translation>le texte dépasse {size} Mo&#xa0;; découpez-le en articles</translation>
    </message>
    <message>
        <source>the gzip file is damaged; unpack it or fetch it again</source>
        <translation>le fichier gzip est endommagé&#xa0;; décompressez-le ou retéléchargez-le</translation>
    </message>
    <message>
        <source>the gzip file is damaged and ends here; fetch it again</source>
        <translation>le fichier gzip est endommagé et s’arrête ici&#xa0;; retéléchargez-le</translation>
    </message>
    <message>
        <source>this is not a text; save it as plain text in UTF-8</source>
        <translation>ce n’est pas un texte&#xa0;; enregistrez-le en texte brut, en UTF-8</translation>
    </message>
    <message>
        <source>the encoding could not be found; save it again as UTF-8</source>
        <translation>l’encodage n’a pas pu être reconnu&#xa0;; réenregistrez le fichier en UTF-8</translation>
    </message>
    <message>
        <source>there is a NUL character at {place}; this is not a text, or it is damaged: take the character out</source>
        <translation>il y a un caractère NUL à {place}&#xa0;; ce n’est pas un texte, ou il est endommagé&#xa0;: retirez ce caractère</translation>
    </message>
    <message>
        <source>it begins as {encoding} but is damaged at byte {byte}; save it again as UTF-8</source>
        <translation>il commence en {encoding} mais il est endommagé à l’octet {byte}&#xa0;; réenregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>it begins as {encoding} but is damaged from here on; save it again as UTF-8</source>
        <translation>il commence en {encoding} mais il est endommagé à partir d’ici&#xa0;; réenregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>the byte 0x{value} at {place} is not UTF-8, though the rest is; mend the file or save it again as UTF-8</source>
        <translation>l’octet 0x{value} à {place} n’est pas en UTF-8, alors que le reste l’est&#xa0;; réparez le fichier ou réenregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>the table is empty</source>
        <translation>le tableau est vide</translation>
    </message>
    <message>
        <source>the column {column} is empty in this row</source>
        <translation>la colonne {column} est vide sur cette ligne</translation>
    </message>
    <message>
        <source>the row has {counted} and the header {wanted}; quote cells that hold a {reason}</source>
        <translation>la ligne a {counted} et l’en-tête {wanted}&#xa0;; mettez entre guillemets les cellules qui contiennent le séparateur ({reason})</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulation</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>virgule</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>point-virgule</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>barre verticale</translation>
    </message>
    <message>
        <source>delimiter</source>
        <translation>séparateur</translation>
    </message>
    <message>
        <source>a line is longer than {size} MB; one article goes in one row</source>
        <translation>une ligne dépasse {size} Mo&#xa0;; un article tient sur une ligne du tableau</translation>
    </message>
    <message>
        <source>too many quotation marks are never closed; the rest was not read: double each quotation mark inside a cell</source>
        <translation>trop de guillemets ne sont jamais fermés&#xa0;; le reste n’a pas été lu&#xa0;: doublez chaque guillemet à l’intérieur d’une cellule</translation>
    </message>
    <message>
        <source>the header (line {line}) cannot be read: {reason}</source>
        <translation>l’en-tête (ligne {line}) ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>no column is clearly the article&apos;s text; say which with --text-column ({known})</source>
        <translation>aucune colonne n’est clairement le texte de l’article&#xa0;; indiquez laquelle ({known})</translation>
    </message>
    <message>
        <source>the columns {names} could each be the {role}; say which with --{option}-column ({known})</source>
        <translation>plusieurs colonnes peuvent convenir ({names}) pour {role}&#xa0;; indiquez laquelle ({known})</translation>
    </message>
    <message>
        <source>there is no column {name} for --{option}-column ({known})</source>
        <translation>il n’y a pas de colonne {name} pour {option} ({known})</translation>
    </message>
    <message>
        <source>a document is a JSON object, {{…}}, and this is {reason}</source>
        <translation>un document est un objet JSON, {{…}}, et ceci est {reason}</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true ou false</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un nombre</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>une liste</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>un objet</translation>
    </message>
    <message>
        <source>there is no `text`</source>
        <translation>il n’y a pas de `text`</translation>
    </message>
    <message>
        <source>`text` must be a text, and is {reason}</source>
        <translation>`text` doit être un texte, et c’est {reason}</translation>
    </message>
    <message>
        <source>`id` must be a text or a whole number, and is {reason}</source>
        <translation>`id` doit être un texte ou un nombre entier, et c’est {reason}</translation>
    </message>
    <message>
        <source>`{name}` must be a text, and is {reason}</source>
        <translation>`{name}` doit être un texte, et c’est {reason}</translation>
    </message>
    <message>
        <source>`state` must be one of {known}</source>
        <translation>`state` doit être l’un de {known}</translation>
    </message>
    <message>
        <source>`meta` must be an object, {{…}}, and is {reason}</source>
        <translation>`meta` doit être un objet, {{…}}, et c’est {reason}</translation>
    </message>
    <message>
        <source>`{name}` must be a list, [...], and is {reason}</source>
        <translation>`{name}` doit être une liste, [...], et c’est {reason}</translation>
    </message>
    <message>
        <source>`{name}` {number} must be an object, {{…}}, and is {reason}</source>
        <translation>`{name}` {number} doit être un objet, {{…}}, et c’est {reason}</translation>
    </message>
    <message>
        <source>`{name}` of {place} must be a whole number</source>
        <translation>`{name}` de {place} doit être un nombre entier</translation>
    </message>
    <message>
        <source>`{name}` of {place} must be a whole number, and is {reason}</source>
        <translation>`{name}` de {place} doit être un nombre entier, et c’est {reason}</translation>
    </message>
    <message>
        <source>`{name}` of {place} must be a text</source>
        <translation>`{name}` de {place} doit être un texte</translation>
    </message>
    <message>
        <source>`{name}` of {place} must be a text, and is {reason}</source>
        <translation>`{name}` de {place} doit être un texte, et c’est {reason}</translation>
    </message>
    <message>
        <source>{name} is not JSON; write null</source>
        <translation>{name} n’est pas du JSON&#xa0;; écrivez null</translation>
    </message>
    <message>
        <source>the number {number} is too big</source>
        <translation>le nombre {number} est trop grand</translation>
    </message>
    <message>
        <source>a number in it is too long</source>
        <translation>un nombre y est trop long</translation>
    </message>
    <message>
        <source>it holds a NUL character (\u0000); take it out</source>
        <translation>il contient un caractère NUL (\u0000)&#xa0;; retirez-le</translation>
    </message>
    <message>
        <source>it holds half a surrogate pair (U+{code}), which is no character; write the whole pair or take it out</source>
        <translation>il contient une moitié de paire de substitution (U+{code}), qui n’est pas un caractère&#xa0;; écrivez la paire entière ou retirez-la</translation>
    </message>
    <message>
        <source>this is not JSON: {detail} at character {place}; one JSON object goes on one line</source>
        <translation>ce n’est pas du JSON&#xa0;: {detail} au caractère {place}&#xa0;; un objet JSON tient sur une ligne</translation>
    </message>
    <message>
        <source>the JSON is nested too deep</source>
        <translation>le JSON est imbriqué trop profondément</translation>
    </message>
    <message>
        <source>the line is longer than {size} MB; one document goes on one line</source>
        <translation>la ligne dépasse {size} Mo&#xa0;; un document tient sur une ligne</translation>
    </message>
    <message>
        <source>{name} is a file: name a folder for the export</source>
        <translation>{name} est un fichier&#xa0;: indiquez un dossier pour l’exportation</translation>
    </message>
    <message>
        <source>{name} is not empty and is no earlier export: name a new or an empty folder</source>
        <translation>{name} n’est ni vide ni une exportation antérieure&#xa0;: indiquez un dossier nouveau ou vide</translation>
    </message>
    <message>
        <source>{name} is a folder: name a file for the export, such as {example}</source>
        <translation>{name} est un dossier&#xa0;: indiquez un fichier pour l’exportation, par exemple {example}</translation>
    </message>
    <message>
        <source>{name} is there and is no earlier export: name a new file</source>
        <translation>{name} existe et n’est pas une exportation antérieure&#xa0;: indiquez un nouveau fichier</translation>
    </message>
    <message>
        <source>{name} was not written by this project, or was changed since: name another place, or choose to replace it (--replace on the command line)</source>
        <translation>{name} n’a pas été écrit par ce projet, ou a changé depuis&#xa0;: indiquez un autre endroit, ou choisissez «&#xa0;Remplacer&#xa0;»</translation>
    </message>
    <message>
        <source>{name} is not of the earlier export and would be replaced: name another place, or choose to replace it (--replace on the command line)</source>
        <translation>{name} ne vient pas de l’exportation précédente et serait remplacé&#xa0;: indiquez un autre endroit, ou choisissez «&#xa0;Remplacer&#xa0;»</translation>
    </message>
    <message>
        <source>{name} was changed while the export was written; nothing was replaced. Do it again</source>
        <translation>{name} a changé pendant l’exportation&#xa0;; rien n’a été remplacé. Recommencez</translation>
    </message>
    <message>
        <source>the project can&apos;t be written and so can&apos;t note this export; nothing was replaced. Do it again later, or choose to replace it (--replace on the command line)</source>
        <translation>le projet ne peut pas être modifié et ne pourrait pas se souvenir de cette exportation&#xa0;; rien n’a été remplacé. Recommencez plus tard, ou choisissez «&#xa0;Remplacer&#xa0;»</translation>
    </message>
    <message>
        <source>{reason}; name another place</source>
        <translation>{reason}&#xa0;; indiquez un autre endroit</translation>
    </message>
    <message>
        <source>The project is open for reading only and could not note this export: the next one to the same place has to be told to replace it.</source>
        <translation>Le projet est ouvert en lecture seule et n’a pas pu noter cette exportation&#xa0;: pour la suivante au même endroit, il faudra dire de la remplacer.</translation>
    </message>
    <message>
        <source>no document is {state}: mark those that are done, then export</source>
        <translation>aucun document n’est dans cet état ({state})&#xa0;: marquez ceux qui sont terminés, puis exportez</translation>
    </message>
    <message>
        <source>no document is in that state: there is nothing to export</source>
        <translation>aucun document n’est dans cet état&#xa0;: il n’y a rien à exporter</translation>
    </message>
    <message>
        <source>nothing to train on: no span in the documents to export, {count} in all</source>
        <translation>rien sur quoi s’entraîner&#xa0;: aucune entité dans les documents à exporter, {count} en tout</translation>
    </message>
    <message>
        <source>{read} went in and {written} came out; nothing was replaced</source>
        <translation>entré&#xa0;: {read}&#xa0;; sorti&#xa0;: {written}&#xa0;; rien n’a été remplacé</translation>
    </message>
    <message>
        <source>{reason}; see `pressmark check`. Nothing was written</source>
        <translation>{reason}&#xa0;; voyez «&#xa0;Vérifier le projet&#xa0;». Rien n’a été écrit</translation>
    </message>
    <message>
        <source>{reason} ({count} more like it)</source>
        <translation>{reason} (et {count} de plus)</translation>
    </message>
    <message>
        <source>{name} leads nowhere: name another place</source>
        <translation>{name} ne mène nulle part&#xa0;: choisissez un autre emplacement</translation>
    </message>
    <message>
        <source>{reason}; name another folder</source>
        <translation>{reason}&#xa0;; indiquez un autre dossier</translation>
    </message>
    <message>
        <source>{reason}; nothing was replaced</source>
        <translation>{reason}&#xa0;; rien n’a été remplacé</translation>
    </message>
    <message>
        <source>{reason}; the earlier export is as it was</source>
        <translation>{reason}&#xa0;; l’exportation antérieure est intacte</translation>
    </message>
    <message>
        <source>the export was stopped; nothing was replaced</source>
        <translation>l’exportation a été arrêtée&#xa0;; rien n’a été remplacé</translation>
    </message>
    <message>
        <source>the export process could not start: {reason}</source>
        <translation>le processus d’exportation n’a pas pu démarrer&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>the export process ended with code {code}</source>
        <translation>le processus d’exportation s’est terminé avec le code {code}</translation>
    </message>
    <message>
        <source>the export process ended by signal {signal}, perhaps for want of memory</source>
        <translation>le processus d’exportation a été arrêté par le signal {signal}, peut-être faute de mémoire</translation>
    </message>
    <message>
        <source>what was written is not what went in; nothing was replaced</source>
        <translation>ce qui a été écrit n’est pas ce qui est entré&#xa0;; rien n’a été remplacé</translation>
    </message>
    <message>
        <source>a relation does not point at its spans; nothing was replaced</source>
        <translation>une relation ne désigne pas ses entités&#xa0;; rien n’a été remplacé</translation>
    </message>
    <message>
        <source>what was written can&apos;t be read back: {detail}; nothing was replaced</source>
        <translation>ce qui a été écrit ne peut pas être relu&#xa0;: {detail}&#xa0;; rien n’a été remplacé</translation>
    </message>
    <message>
        <source>{name} could not be replaced: {reason}</source>
        <translation>{name} n’a pas pu être remplacé&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>the character at {place} is half of a surrogate pair, which spaCy cannot hold; mend the text at its source and import it again</source>
        <translation>le caractère à {place} est une moitié de paire de substitution, que spaCy ne peut pas contenir&#xa0;; corrigez le texte à la source et réimportez-le</translation>
    </message>
    <message>
        <source>the extent {start}–{end} is not at token boundaries</source>
        <translation>l’étendue {start}–{end} ne tombe pas sur des limites de mots</translation>
    </message>
    <message>
        <source>the extent {start}–{end} is empty or outside the text, which has {length} characters</source>
        <translation>l’étendue {start}–{end} est vide ou sort du texte, qui a {length} caractères</translation>
    </message>
    <message>
        <source>the file is damaged: {detail}</source>
        <translation>le fichier est endommagé&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>a row of {table} names a row of {parent} that is not there</source>
        <translation>une ligne de {table} renvoie à une ligne de {parent} qui n’existe pas</translation>
    </message>
    <message>
        <source>the stored text is not the one that came in; its annotations may point elsewhere</source>
        <translation>le texte conservé n’est pas celui qui a été importé&#xa0;; ses annotations peuvent être décalées</translation>
    </message>
    <message>
        <source>the span {start}–{end} ({label}) lies outside the text of {length} characters</source>
        <translation>l’entité {start}–{end} ({label}) sort du texte de {length} caractères</translation>
    </message>
    <message>
        <source>“{words}” is annotated as {label} more than once at the same place</source>
        <translation>«&#xa0;{words}&#xa0;» est annoté {label} plus d’une fois au même endroit</translation>
    </message>
    <message>
        <source>“{words}” ({label}) begins or ends with a blank</source>
        <translation>«&#xa0;{words}&#xa0;» ({label}) commence ou finit par une espace</translation>
    </message>
    <message>
        <source>“{words}” ({label}) begins or ends within a word</source>
        <translation>«&#xa0;{words}&#xa0;» ({label}) commence ou finit à l’intérieur d’un mot</translation>
    </message>
    <message>
        <source>“{words}” is {label} here, and {usual} in {count} of {total} places</source>
        <translation>«&#xa0;{words}&#xa0;» est {label} ici, et {usual} à {count} endroits sur {total}</translation>
    </message>
    <message>
        <source>{label} goes from {head} to {child}, which the scheme does not allow</source>
        <translation>{label} va de {head} à {child}, ce que le schéma ne permet pas</translation>
    </message>
    <message>
        <source>the text is not the one that was imported; its offsets can&apos;t be trusted</source>
        <translation>le texte n’est pas celui qui a été importé&#xa0;; ses positions ne sont pas fiables</translation>
    </message>
    <message>
        <source>{label} {start}–{end} is outside the text of {length} characters</source>
        <translation>{label} {start}–{end} sort du texte de {length} caractères</translation>
    </message>
    <message>
        <source>rejected {label} {start}–{end} is outside the text of {length} characters</source>
        <translation>{label} {start}–{end}, rejetée, sort du texte de {length} caractères</translation>
    </message>
    <message>
        <source>{label} “{words}” begins or ends with a blank</source>
        <translation>{label} «&#xa0;{words}&#xa0;» commence ou finit par une espace</translation>
    </message>
    <message>
        <source>{label} “{words}” is there twice</source>
        <translation>{label} «&#xa0;{words}&#xa0;» figure deux fois</translation>
    </message>
    <message>
        <source>{label} “{words}”: the scheme has no such label</source>
        <translation>{label} «&#xa0;{words}&#xa0;»&#xa0;: le schéma n’a pas cette étiquette</translation>
    </message>
    <message>
        <source>{label} joins a span that is not there</source>
        <translation>{label} joint une entité absente</translation>
    </message>
    <message>
        <source>{label} joins a span to itself</source>
        <translation>{label} joint une entité à elle-même</translation>
    </message>
    <message>
        <source>{label} from {head} to {child}: the scheme has no such relation</source>
        <translation>{label} de {head} à {child}&#xa0;: le schéma n’a pas cette relation</translation>
    </message>
    <message>
        <source>{label} from {head} to {child}: the scheme does not allow it</source>
        <translation>{label} de {head} à {child}&#xa0;: le schéma ne le permet pas</translation>
    </message>
    <message>
        <source>{label} from {head} to {child} is there twice</source>
        <translation>{label} de {head} à {child} figure deux fois</translation>
    </message>
    <message>
        <source>near-copies are on more than one side: {places}</source>
        <translation>des quasi-copies sont réparties sur plusieurs côtés&#xa0;: {places}</translation>
    </message>
    <message>
        <source>{split} has no documents of its own and is a copy of {full}: its scores say nothing about other articles. Mark more documents as done.</source>
        <translation>{split} n’a pas de documents à lui et copie {full}&#xa0;: ses résultats ne disent rien d’autres articles. Terminez davantage de documents.</translation>
    </message>
    <message>
        <source>Documents that are not done: {count}. What is not annotated there counts as not looked at.</source>
        <translation>Documents non terminés&#xa0;: {count}. Ce qui n’y est pas annoté compte comme non regardé.</translation>
    </message>
    <message>
        <source>Spans in zones that are left out of training, and so not written: {count}.</source>
        <translation>Entités dans des zones exclues de l’entraînement, et donc non écrites&#xa0;: {count}.</translation>
    </message>
    <message>
        <source>Groups of near-copies on more than one side, because they had their splits before: {count}. See the problems.</source>
        <translation>Groupes de quasi-copies répartis sur plusieurs côtés, car déjà répartis auparavant&#xa0;: {count}. Voir les problèmes.</translation>
    </message>
    <message>
        <source>The project is open for reading only: the splits of new documents ({count}) could not be kept and may be others next time.</source>
        <translation>Le projet est ouvert en lecture seule&#xa0;: la répartition des nouveaux documents ({count}) n’a pas pu être gardée et peut changer la prochaine fois.</translation>
    </message>
    <message>
        <source>The pipeline {name} is not installed. Install it with: {command}</source>
        <translation>Le modèle {name} n’est pas installé. Installez-le avec&#xa0;: {command}</translation>
    </message>
    <message>
        <source>There is no installed pipeline and no folder named {name}. Installed: {known}.</source>
        <translation>Il n’y a ni modèle installé ni dossier nommé {name}. Installés&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>There is no folder {name}. Give a pipeline&apos;s name or a folder that holds one.</source>
        <translation>Il n’y a pas de dossier {name}. Donnez le nom d’un modèle ou un dossier qui en contient un.</translation>
    </message>
    <message>
        <source>{name} is not an installed package, and a pipeline may run code of its own. Load it only if you trust where it comes from.</source>
        <translation>{name} n’est pas un paquet installé, et un modèle peut exécuter du code à lui. Ne le chargez que si vous avez confiance en sa provenance.</translation>
    </message>
    <message>
        <source>The pipeline {name} is broken: {detail}. Install or train it again.</source>
        <translation>Le modèle {name} est défectueux&#xa0;: {detail}. Réinstallez-le ou réentraînez-le.</translation>
    </message>
    <message>
        <source>The pipeline {name} does not load: {detail}</source>
        <translation>Le modèle {name} ne se charge pas&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>Left out: {reason}</source>
        <translation>Laissé de côté&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The pipeline {name} has no component that finds entities; it has {known}.</source>
        <translation>Le modèle {name} n’a aucun composant qui trouve des entités&#xa0;; il a {known}.</translation>
    </message>
    <message>
        <source>No relations will be suggested: there is no parser, or no patterns in {language} for relations of the scheme.</source>
        <translation>Aucune relation ne sera suggérée&#xa0;: il n’y a pas d’analyse syntaxique, ou pas de tournures en langue «&#xa0;{language}&#xa0;» pour les relations du schéma.</translation>
    </message>
    <message>
        <source>No relations will be suggested: there is no parser, or no patterns in this language for relations of the scheme.</source>
        <translation>Aucune relation ne sera suggérée&#xa0;: il n’y a pas d’analyse syntaxique, ou pas de tournures dans cette langue pour les relations du schéma.</translation>
    </message>
    <message>
        <source>Articles in another language than {language} were left out: {count}.</source>
        <translation>Articles laissés de côté parce que leur langue n’est pas «&#xa0;{language}&#xa0;»&#xa0;: {count}.</translation>
    </message>
    <message>
        <source>The pipeline {name} needs {factory} for its component {part}, which is not installed. {reason}</source>
        <translation>Le modèle {name} a besoin de {factory} pour son composant {part}, qui n’est pas installé. {reason}</translation>
    </message>
    <message>
        <source>Install it with: {command}</source>
        <translation>Installez-le avec&#xa0;: {command}</translation>
    </message>
    <message>
        <source>Install the package that brings it, or give the Python file that defines it (--code).</source>
        <translation>Installez le paquet qui l’apporte, ou donnez le fichier Python qui le définit.</translation>
    </message>
    <message>
        <source>There is no file {name}. Give a spaCy config that says what to run.</source>
        <translation>Il n’y a pas de fichier {name}. Donnez une configuration spaCy qui dit ce qu’il faut exécuter.</translation>
    </message>
    <message>
        <source>There is no file {file}. Name the Python file that defines the components of {name}.</source>
        <translation>Il n’y a pas de fichier {file}. Indiquez le fichier Python qui définit les composants de {name}.</translation>
    </message>
    <message>
        <source>{file} is a program. Run it only if you trust where it comes from.</source>
        <translation>{file} est un programme. Ne l’exécutez que si vous avez confiance en sa provenance.</translation>
    </message>
    <message>
        <source>The file {file} does not run: {detail}</source>
        <translation>Le fichier {file} ne s’exécute pas&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>{name} is no spaCy config: it has no section [nlp].</source>
        <translation>{name} n’est pas une configuration spaCy&#xa0;: il n’a pas de section [nlp].</translation>
    </message>
    <message>
        <source>The pipeline {name} is for the language {language}, which spaCy does not know.</source>
        <translation>Le modèle {name} est fait pour la langue {language}, que spaCy ne connaît pas.</translation>
    </message>
    <message>
        <source>the setting `pipeline` is damaged; choose again what suggests</source>
        <translation>le réglage `pipeline` est endommagé&#xa0;; choisissez de nouveau ce qui suggère</translation>
    </message>
    <message>
        <source>The package {name} does not import: {detail}. Install it again.</source>
        <translation>Le paquet {name} ne s’importe pas&#xa0;: {detail}. Réinstallez-le.</translation>
    </message>
    <message>
        <source>The package {name} is not a spaCy pipeline.</source>
        <translation>Le paquet {name} n’est pas un modèle spaCy.</translation>
    </message>
    <message>
        <source>{name} is not a spaCy pipeline: no {file} can be read there ({detail}).</source>
        <translation>{name} n’est pas un modèle spaCy&#xa0;: {file} n’y est pas lisible ({detail}).</translation>
    </message>
    <message>
        <source>{name} is not a spaCy pipeline: its {file} holds no object.</source>
        <translation>{name} n’est pas un modèle spaCy&#xa0;: son {file} ne contient pas d’objet.</translation>
    </message>
    <message>
        <source>{name} failed on this document: {detail}</source>
        <translation>{name} a échoué sur ce document&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>the model {folder} was removed; train another one, or use one that is kept</source>
        <translation>le modèle {folder} a été supprimé&#xa0;; entraînez-en un autre, ou utilisez-en un qui est conservé</translation>
    </message>
    <message>
        <source>the model {folder} is missing: there is no folder {models} beside {project}; copy it there with the project, or train anew</source>
        <translation>le modèle {folder} manque&#xa0;: il n’y a pas de dossier {models} à côté de {project}&#xa0;; copiez-l’y avec le projet, ou relancez un entraînement</translation>
    </message>
    <message>
        <source>the model {folder} is missing from {models}; put it back, or use another model</source>
        <translation>le modèle {folder} manque dans {models}&#xa0;; remettez-l’y, ou utilisez un autre modèle</translation>
    </message>
    <message>
        <source>the model {folder} is in use; use another one first</source>
        <translation>le modèle {folder} est utilisé&#xa0;; utilisez-en d’abord un autre</translation>
    </message>
    <message>
        <source>no model of its own is in use here; there is nothing to go back to</source>
        <translation>aucun modèle du projet n’est utilisé ici&#xa0;; il n’y a rien à quoi revenir</translation>
    </message>
    <message>
        <source>there is no model {id} in {project}</source>
        <translation>il n’y a pas de modèle {id} dans {project}</translation>
    </message>
    <message>
        <source>open read-only ({reason}); no model can be trained</source>
        <translation>ouvert en lecture seule ({reason})&#xa0;; aucun modèle ne peut être entraîné</translation>
    </message>
    <message>
        <source>{folder} is a file, and models are kept in a folder of that name; give the file another</source>
        <translation>{folder} est un fichier, et les modèles se gardent dans un dossier de ce nom&#xa0;; donnez-en un autre au fichier</translation>
    </message>
    <message>
        <source>{detail}; models are kept there</source>
        <translation>{detail}&#xa0;; les modèles y sont conservés</translation>
    </message>
    <message>
        <source>{detail}; delete the folder by hand</source>
        <translation>{detail}&#xa0;; supprimez le dossier à la main</translation>
    </message>
    <message>
        <source>The model {folder} is not as it was trained: its files have changed.</source>
        <translation>Le modèle {folder} n’est plus tel qu’il a été entraîné&#xa0;: ses fichiers ont changé.</translation>
    </message>
    <message>
        <source>The model&apos;s folder {folder} is not there.</source>
        <translation>Le dossier du modèle, {folder}, n’est pas là.</translation>
    </message>
    <message>
        <source>The model {folder} holds a link ({name}), which a model trained here does not.</source>
        <translation>Le modèle {folder} contient un lien ({name}), ce qu’un modèle entraîné ici n’a pas.</translation>
    </message>
    <message>
        <source>The model {folder} holds a program ({name}), which a model trained here does not.</source>
        <translation>Le modèle {folder} contient un programme ({name}), ce qu’un modèle entraîné ici n’a pas.</translation>
    </message>
    <message>
        <source>The model {folder} has a component {name} that no model trained here has.</source>
        <translation>Le modèle {folder} a un composant {name} qu’aucun modèle entraîné ici n’a.</translation>
    </message>
    <message>
        <source>The model {folder} asks for the component {name}, which is not spaCy&apos;s nor this program&apos;s.</source>
        <translation>Le modèle {folder} demande le composant {name}, qui n’est ni de spaCy ni de ce programme.</translation>
    </message>
    <message>
        <source>The model {folder} asks for {name}, which a model trained here does not.</source>
        <translation>Le modèle {folder} demande {name}, ce qu’un modèle entraîné ici ne fait pas.</translation>
    </message>
    <message>
        <source>The relation model {name} does not load: {detail}</source>
        <translation>Le modèle de relations {name} ne se charge pas&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>the model {folder} is none that was trained here: its folder has no number for a name</source>
        <translation>le modèle {folder} n’a pas été entraîné ici&#xa0;: son dossier n’a pas un numéro pour nom</translation>
    </message>
    <message>
        <source>{id} is no model of {project}</source>
        <translation>{id} n’est pas un modèle de {project}</translation>
    </message>
    <message>
        <source>{folder} is there already; a model never takes the place of another.</source>
        <translation>{folder} existe déjà&#xa0;; un modèle ne prend jamais la place d’un autre.</translation>
    </message>
    <message>
        <source>{folder} cannot be written: {reason}. No model was made.</source>
        <translation>{folder} ne peut pas être écrit&#xa0;: {reason}. Aucun modèle n’a été créé.</translation>
    </message>
    <message>
        <source>The label scheme has no labels: there is nothing to train.</source>
        <translation>Le schéma d’étiquettes est vide&#xa0;: il n’y a rien à entraîner.</translation>
    </message>
    <message>
        <source>{name} has no `ner` component that can be trained further. Choose another base, or --base none for an empty one.</source>
        <translation>{name} n’a pas de composant `ner` qui puisse être entraîné davantage. Choisissez un autre modèle de base.</translation>
    </message>
    <message>
        <source>Nothing to train on: none of the new documents is done or has a decision in it.</source>
        <translation>Rien sur quoi s’entraîner&#xa0;: aucun des nouveaux articles n’est terminé ni ne contient de décision.</translation>
    </message>
    <message>
        <source>Nothing to train on: no document is done or has a decision in it.</source>
        <translation>Rien sur quoi s’entraîner&#xa0;: aucun article n’est terminé ni ne contient de décision.</translation>
    </message>
    <message>
        <source>There is no relation model in {folder}: its meta.json can&apos;t be read.</source>
        <translation>Il n’y a pas de modèle de relations dans {folder}&#xa0;: son meta.json n’est pas lisible.</translation>
    </message>
    <message>
        <source>There is no relation model in {folder}: its meta.json holds no object.</source>
        <translation>Il n’y a pas de modèle de relations dans {folder}&#xa0;: son meta.json ne contient pas d’objet.</translation>
    </message>
    <message>
        <source>{folder} is no relation model: it has no {part}.</source>
        <translation>{folder} n’est pas un modèle de relations&#xa0;: il n’a pas de {part}.</translation>
    </message>
    <message>
        <source>all of these are so already</source>
        <translation>elles le sont déjà toutes</translation>
    </message>
    <message>
        <source>{start}–{end} lies outside the text of {name}</source>
        <translation>{start}–{end} sort du texte de {name}</translation>
    </message>
    <message>
        <source>a threshold for {label} must be between 0 and {most}; {least} is not</source>
        <translation>le seuil de {label} doit être entre 0 et {most}&#xa0;; {least} ne l’est pas</translation>
    </message>
    <message>
        <source>the memory has seen no “{words}”</source>
        <translation>la mémoire n’a jamais vu «&#xa0;{words}&#xa0;»</translation>
    </message>
    <message>
        <source>a confidence to accept above must be from {least} to below 100%</source>
        <translation>la confiance à partir de laquelle accepter doit aller de {least} à moins de 100&#xa0;%</translation>
    </message>
    <message>
        <source>the article is done or skipped; open it again to accept something in it</source>
        <translation>l’article est terminé ou passé&#xa0;; rouvrez-le pour y accepter quelque chose</translation>
    </message>
    <message>
        <source>no suggestion here has a confidence of {least} or more</source>
        <translation>aucune suggestion d’ici n’a une confiance de {least} ou plus</translation>
    </message>
    <message>
        <source>a zone must lie within the text; {start}–{end} does not</source>
        <translation>une zone doit se trouver dans le texte&#xa0;; {start}–{end} en sort</translation>
    </message>
    <message>
        <source>{name} can be read only, not written</source>
        <translation>{name} peut seulement être lu, pas écrit</translation>
    </message>
    <message>
        <source>{written} were written and {read} are read back; nothing was replaced</source>
        <translation>écrit&#xa0;: {written}&#xa0;; relu&#xa0;: {read}&#xa0;; rien n’a été remplacé</translation>
    </message>
    <message>
        <source>“{words}” ({label}) is written where it was not; nothing was replaced</source>
        <translation>«&#xa0;{words}&#xa0;» ({label}) est écrit là où il n’était pas&#xa0;; rien n’a été remplacé</translation>
    </message>
    <message>
        <source>a relation is written where there was none; nothing was replaced</source>
        <translation>une relation est écrite là où il n’y en avait pas&#xa0;; rien n’a été remplacé</translation>
    </message>
    <message>
        <source>it is locked with a password; unpack the archive and import the files</source>
        <translation>il est protégé par un mot de passe&#xa0;; décompressez l’archive et importez les fichiers</translation>
    </message>
    <message>
        <source>it is a link and not a file; nothing outside the archive is read</source>
        <translation>c’est un lien et non un fichier&#xa0;; rien n’est lu hors de l’archive</translation>
    </message>
    <message>
        <source>it is packed in a way that can&apos;t be read here; unpack the archive</source>
        <translation>il est compressé d’une façon illisible ici&#xa0;; décompressez l’archive</translation>
    </message>
    <message>
        <source>the ZIP archive is damaged; fetch it again</source>
        <translation>l’archive ZIP est endommagée&#xa0;; retéléchargez-la</translation>
    </message>
    <message>
        <source>its place in the archive is damaged; fetch the archive again</source>
        <translation>sa place dans l’archive est endommagée&#xa0;; retéléchargez l’archive</translation>
    </message>
    <message>
        <source>the file would take more than {size} MB unpacked; write it in several, or raise the setting archive_megabytes</source>
        <translation>le fichier dépasserait {size} Mo une fois décompressé&#xa0;; écrivez-le en plusieurs, ou augmentez le réglage archive_megabytes</translation>
    </message>
    <message>
        <source>its user data is not what an export writes: {reason}</source>
        <translation>ses données annexes ne sont pas ce qu’écrit une exportation&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>an id must be a number or a text</source>
        <translation>un identifiant doit être un nombre ou un texte</translation>
    </message>
    <message>
        <source>it holds {count} files, more than {most}; unpack it and import the folder</source>
        <translation>elle contient {count} fichiers, plus que {most}&#xa0;; décompressez-la et importez le dossier</translation>
    </message>
    <message>
        <source>it would take {size} MB unpacked, more than {most}; unpack it and import the folder, or raise the setting archive_megabytes</source>
        <translation>elle occuperait {size} Mo une fois décompressée, plus que {most}&#xa0;; décompressez-la et importez le dossier, ou augmentez le réglage archive_megabytes</translation>
    </message>
    <message>
        <source>{name} is packed more than {times} times smaller than it is, as a file made to fill memory would be; unpack it yourself if you trust it</source>
        <translation>{name} est compressé plus de {times} fois, comme le serait un fichier fait pour saturer la mémoire&#xa0;; décompressez-le vous-même si vous lui faites confiance</translation>
    </message>
    <message>
        <source>it is packed once more, with gzip; unpack the archive and import the folder</source>
        <translation>il est compressé une fois de plus, avec gzip&#xa0;; décompressez l’archive et importez le dossier</translation>
    </message>
    <message>
        <source>it is an archive in an archive; unpack the outer one</source>
        <translation>c’est une archive dans une archive&#xa0;; décompressez celle de l’extérieur</translation>
    </message>
    <message>
        <source>the packed file is damaged and ends here; fetch it again</source>
        <translation>le fichier compressé est endommagé et s’arrête ici&#xa0;; retéléchargez-le</translation>
    </message>
    <message>
        <source>the file is longer than {size} MB; cut it into articles</source>
        <translation>le fichier dépasse {size} Mo&#xa0;; découpez-le en articles</translation>
    </message>
    <message>
        <source>the text of these annotations is not there: put {file} beside them</source>
        <translation>le texte de ces annotations manque&#xa0;: mettez {file} à côté</translation>
    </message>
    <message>
        <source>“{words}” is no line of brat&apos;s standoff format</source>
        <translation>«&#xa0;{words}&#xa0;» n’est pas une ligne du format brat</translation>
    </message>
    <message>
        <source>“{words}” is no text-bound annotation: T1, a tab, a label and its offsets</source>
        <translation>«&#xa0;{words}&#xa0;» n’est pas une annotation de texte&#xa0;: T1, une tabulation, une étiquette et ses positions</translation>
    </message>
    <message>
        <source>“{words}” is no relation: it needs a name and two arguments</source>
        <translation>«&#xa0;{words}&#xa0;» n’est pas une relation&#xa0;: il faut un nom et deux arguments</translation>
    </message>
    <message>
        <source>the relation {name} joins {head} and {child}, and one of them is not there</source>
        <translation>la relation {name} relie {head} et {child}, dont l’une est absente</translation>
    </message>
    <message>
        <source>“{words}” is outside the text of {length} characters</source>
        <translation>«&#xa0;{words}&#xa0;» sort du texte de {length} caractères</translation>
    </message>
    <message>
        <source>“{words}” does not agree with the text, which has “{there}” there; is it the right text file?</source>
        <translation>«&#xa0;{words}&#xa0;» ne correspond pas au texte, qui porte «&#xa0;{there}&#xa0;» à cet endroit&#xa0;; est-ce le bon fichier texte&#xa0;?</translation>
    </message>
    <message>
        <source>line {line} has other columns than the lines before it</source>
        <translation>la ligne {line} n’a pas les mêmes colonnes que les précédentes</translation>
    </message>
    <message>
        <source>a line is longer than any token can be</source>
        <translation>une ligne est trop longue pour un mot</translation>
    </message>
    <message>
        <source>this document holds no token</source>
        <translation>ce document ne contient aucun mot</translation>
    </message>
    <message>
        <source>the file is larger than 1 GB; write it in several, as spaCy&apos;s own export does</source>
        <translation>le fichier dépasse 1 Go&#xa0;; écrivez-le en plusieurs fichiers, comme le fait spaCy</translation>
    </message>
    <message>
        <source>a relation is no object with head, child and label</source>
        <translation>une relation n’est pas un objet avec head, child et label</translation>
    </message>
    <message>
        <source>the {side} of a relation is no [start, end]</source>
        <translation>une relation a un {side} qui n’est pas [start, end]</translation>
    </message>
    <message>
        <source>the {side} of a relation, {start}–{end}, is no span</source>
        <translation>une relation a un {side}, {start}–{end}, qui n’est pas une entité</translation>
    </message>
    <message>
        <source>the relation {label} joins the tokens {head} and {child}, where no span begins</source>
        <translation>la relation {label} relie les mots {head} et {child}, où ne commence aucune entité</translation>
    </message>
    <message>
        <source>a relation joins {head} and {child}, and one is not there</source>
        <translation>une relation relie {head} et {child}, dont l’une est absente</translation>
    </message>
    <message>
        <source>`{name}` must hold triples, [start, end, label]</source>
        <translation>`{name}` doit contenir des triplets, [start, end, label]</translation>
    </message>
    <message>
        <source>there is no `{name}`</source>
        <translation>il n’y a pas de `{name}`</translation>
    </message>
    <message>
        <source>the text holds a NUL character; take it out</source>
        <translation>le texte contient un caractère NUL&#xa0;; retirez-le</translation>
    </message>
    <message>
        <source>the text holds half a surrogate pair, which is no character</source>
        <translation>le texte contient une moitié de paire de substitution, qui n’est pas un caractère</translation>
    </message>
    <message>
        <source>{name} must be a whole number</source>
        <translation>{name} doit être un nombre entier</translation>
    </message>
    <message>
        <source>number {number} is no JSON object, {{…}}</source>
        <translation>l’élément {number} n’est pas un objet JSON, {{…}}</translation>
    </message>
    <message>
        <source>from object {number} on this is not JSON: {detail}</source>
        <translation>à partir de l’objet {number}, ce n’est pas du JSON&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>the task&apos;s data holds no text</source>
        <translation>les données de la tâche ne contiennent pas de texte</translation>
    </message>
    <message>
        <source>a line has {counted}, and the first line names {wanted}</source>
        <translation>une ligne a {counted}, et la première en nomme {wanted}</translation>
    </message>
    <message>
        <source>{number} cell</source>
        <translation>{number} cellule</translation>
    </message>
    <message>
        <source>{number} cells</source>
        <translation>{number} cellules</translation>
    </message>
    <message>
        <source>{number} column</source>
        <translation>{number} colonne</translation>
    </message>
    <message>
        <source>{number} columns</source>
        <translation>{number} colonnes</translation>
    </message>
    <message>
        <source>the row has {counted}, and the first one names {wanted}</source>
        <translation>la ligne a {counted}, et la première en nomme {wanted}</translation>
    </message>
    <message>
        <source>the span {label} names tokens that are not there ({start}–{end})</source>
        <translation>l’entité {label} nomme des mots absents ({start}–{end})</translation>
    </message>
    <message>
        <source>a relation names the token {number}, which is not there</source>
        <translation>une relation nomme le mot {number}, qui est absent</translation>
    </message>
    <message>
        <source>{name} has the score {score}; a score is from 0 to 1</source>
        <translation>{name} a le score {score}&#xa0;; un score va de 0 à 1</translation>
    </message>
    <message>
        <source>this is not well-formed XML: {detail}, line {line}</source>
        <translation>ce n’est pas du XML bien formé&#xa0;: {detail}, ligne {line}</translation>
    </message>
    <message>
        <source>this is not well-formed XML: it holds half a surrogate pair</source>
        <translation>ce n’est pas du XML bien formé&#xa0;: il contient une moitié de paire de substitution</translation>
    </message>
    <message>
        <source>it declares the entity {name}, which may stand for anything; put its text in its place</source>
        <translation>il déclare l’entité XML {name}, qui peut cacher n’importe quoi&#xa0;; mettez son texte à la place</translation>
    </message>
    <message>
        <source>the entity &amp;{name}; is not declared, line {line}</source>
        <translation>l’entité XML {name} n’est pas déclarée, ligne {line}</translation>
    </message>
    <message>
        <source>its elements stand more than {most} deep in each other; it was made to harm</source>
        <translation>ses éléments sont imbriqués sur plus de {most} niveaux&#xa0;; il a été fait pour nuire</translation>
    </message>
    <message>
        <source>it holds more than {size} MB in one piece; that is no article, split it</source>
        <translation>il contient plus de {size} Mo d’un seul tenant&#xa0;; ce n’est pas un article, découpez-le</translation>
    </message>
    <message>
        <source>it takes in another file (XInclude), which is not followed; put its text in its place</source>
        <translation>il inclut un autre fichier (XInclude), ce qui n’est pas suivi&#xa0;; mettez son texte à la place</translation>
    </message>
    <message>
        <source>it says it is {encoding} but is damaged at 0x{byte}; save it again as UTF-8</source>
        <translation>il se dit en {encoding} mais il est endommagé à 0x{byte}&#xa0;; réenregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>its encoding {encoding} is unknown; save it again as UTF-8</source>
        <translation>son encodage {encoding} est inconnu&#xa0;; réenregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>this is none of the formats of {ending} that can be read ({known}); name its format with --format</source>
        <translation>ce n’est aucun des formats {ending} lisibles ({known})</translation>
    </message>
    <message>
        <source>line {line}: {reason}</source>
        <translation>ligne {line}&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>this is no feed: its root is {name}</source>
        <translation>ce n’est pas un flux&#xa0;: sa racine est {name}</translation>
    </message>
    <message>
        <source>this is no JSON Feed: there is no list of `items`</source>
        <translation>ce n’est pas un JSON Feed&#xa0;: il n’y a pas de liste `items`</translation>
    </message>
    <message>
        <source>it is a feed of more than {size} MB; split it</source>
        <translation>c’est un flux de plus de {size} Mo&#xa0;; découpez-le</translation>
    </message>
    <message>
        <source>its text says it is base64, and is none</source>
        <translation>son texte se dit en base64 et ne l’est pas</translation>
    </message>
    <message>
        <source>item {number} is no JSON object, {{…}}</source>
        <translation>l’élément {number} n’est pas un objet JSON, {{…}}</translation>
    </message>
    <message>
        <source>it is a page of more than {size} MB; save the article alone</source>
        <translation>c’est une page de plus de {size} Mo&#xa0;; enregistrez l’article seul</translation>
    </message>
    <message>
        <source>no article was found in this page; save its text as .txt</source>
        <translation>aucun article trouvé dans cette page&#xa0;; enregistrez son texte en .txt</translation>
    </message>
    <message>
        <source>there is no NewsML-G2 item in it</source>
        <translation>il ne contient aucun élément NewsML-G2</translation>
    </message>
    <message>
        <source>there is no NewsItem in it</source>
        <translation>il ne contient aucun NewsItem</translation>
    </message>
    <message>
        <source>there is no ninjs item in it</source>
        <translation>il ne contient aucun élément ninjs</translation>
    </message>
    <message>
        <source>there is no `uri`, which every ninjs item has</source>
        <translation>il n’y a pas de `uri`, que tout élément ninjs doit avoir</translation>
    </message>
    <message>
        <source>`type` is {name}, which is none of ninjs ({known})</source>
        <translation>`type` est {name}, qui n’existe pas dans ninjs ({known})</translation>
    </message>
    <message>
        <source>it is of type text and has neither a body nor a description</source>
        <translation>il est de type text et n’a ni corps ni description</translation>
    </message>
    <message>
        <source>`{name}` must be a list</source>
        <translation>`{name}` doit être une liste</translation>
    </message>
    <message>
        <source>this is no NITF: its root is {name}</source>
        <translation>ce n’est pas du NITF&#xa0;: sa racine est {name}</translation>
    </message>
    <message>
        <source>this is no file of WebAnno TSV: it has no #FORMAT= and no layers in its first line</source>
        <translation>ce n’est pas un fichier WebAnno TSV&#xa0;: ni #FORMAT= ni couches sur sa première ligne</translation>
    </message>
    <message>
        <source>it has fewer columns than the file declares</source>
        <translation>elle a moins de colonnes que le fichier n’en déclare</translation>
    </message>
    <message>
        <source>“{words}” begins no file of WebAnno TSV 3</source>
        <translation>«&#xa0;{words}&#xa0;» ne commence pas un fichier WebAnno TSV 3</translation>
    </message>
    <message>
        <source>{words}… is no offset</source>
        <translation>{words}… n’est pas une position</translation>
    </message>
    <message>
        <source>a relation of {name} at {place} names nothing to join</source>
        <translation>une relation de {name}, à {place}, ne nomme rien à relier</translation>
    </message>
    <message>
        <source>{place}the sentence begins at {start}, where the text so far ends at {end}</source>
        <translation>{place}la phrase commence à {start}, alors que le texte s’arrête à {end}</translation>
    </message>
    <message>
        <source>a link of a chain at {place} does not say its chain</source>
        <translation>un maillon à {place} ne nomme pas sa chaîne</translation>
    </message>
    <message>
        <source>the text has “{there}” where the token “{words}” should be</source>
        <translation>le texte porte «&#xa0;{there}&#xa0;» là où devrait être le mot «&#xa0;{words}&#xa0;»</translation>
    </message>
    <message>
        <source>a token comes before any #Text=</source>
        <translation>un mot vient avant tout #Text=</translation>
    </message>
    <message>
        <source>it has {there} of the {counted} declared</source>
        <translation>la ligne annonce {counted} et en a {there}</translation>
    </message>
    <message>
        <source>the token ends before it begins</source>
        <translation>le mot finit avant de commencer</translation>
    </message>
    <message>
        <source>“{words}” is no line of WebAnno TSV 3</source>
        <translation>«&#xa0;{words}&#xa0;» n’est pas une ligne WebAnno TSV 3</translation>
    </message>
    <message>
        <source>its values stand more than {most} deep in each other; it was made to harm</source>
        <translation>ses valeurs sont imbriquées sur plus de {most} niveaux&#xa0;; il a été fait pour nuire</translation>
    </message>
    <message>
        <source>a column holds bytes and no text</source>
        <translation>une colonne contient des octets et non du texte</translation>
    </message>
    <message>
        <source>Parquet and Arrow files need pyarrow: {command}</source>
        <translation>les fichiers Parquet et Arrow demandent pyarrow&#xa0;: {command}</translation>
    </message>
    <message>
        <source>an article has no end; the file is damaged</source>
        <translation>un article n’a pas de fin&#xa0;; le fichier est endommagé</translation>
    </message>
    <message>
        <source>it holds more than {count} elements in one piece; that is no article, split it</source>
        <translation>il contient plus de {count} éléments d’un seul tenant&#xa0;; ce n’est pas un article, découpez-le</translation>
    </message>
    <message>
        <source>its encoding {encoding} is unknown, or not the one it is in; save it again as UTF-8</source>
        <translation>son encodage {encoding} est inconnu, ou n’est pas le sien&#xa0;; réenregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>a document is a pair, [&quot;text&quot;, {{&quot;entities&quot;: …}}]</source>
        <translation>un document est une paire&#xa0;: un texte, et un objet avec entities</translation>
    </message>
    <message>
        <source>the text holds a NUL or half a surrogate pair; take it out</source>
        <translation>le texte contient un NUL ou une moitié de paire de substitution&#xa0;; retirez-le</translation>
    </message>
    <message>
        <source>the entities must be a list of [start, end, label]</source>
        <translation>les entités doivent être une liste de [start, end, label]</translation>
    </message>
    <message>
        <source>an entity must be [start, end, label]</source>
        <translation>une entité doit être [start, end, label]</translation>
    </message>
    <message>
        <source>it holds no text: its sofa has no sofaString</source>
        <translation>il ne contient pas de texte&#xa0;: son «&#xa0;sofa&#xa0;» n’a pas de sofaString</translation>
    </message>
    <message>
        <source>two of its feature structures have the id {id}</source>
        <translation>deux de ses structures ont l’identifiant {id}</translation>
    </message>
    <message>
        <source>it has no {name}: this is no CAS as JSON</source>
        <translation>il n’a pas de {name}&#xa0;: ce n’est pas un CAS en JSON</translation>
    </message>
    <message>
        <source>{name} of a feature structure is no whole number</source>
        <translation>{name} d’une structure n’est pas un nombre entier</translation>
    </message>
    <message>
        <source>it is no UTF-8; save it again as UTF-8</source>
        <translation>ce n’est pas de l’UTF-8&#xa0;; réenregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>one of its feature structures has no %TYPE</source>
        <translation>une de ses structures n’a pas de&#xa0;%TYPE</translation>
    </message>
    <message>
        <source>its root is {name}: this is no XMI of a CAS</source>
        <translation>sa racine est {name}&#xa0;: ce n’est pas le XMI d’un CAS</translation>
    </message>
    <message>
        <source>“{words}” is no offset and no id</source>
        <translation>«&#xa0;{words}&#xa0;» n’est ni une position ni un identifiant</translation>
    </message>
    <message>
        <source>it holds no article of Europresse; save the selection as HTML anew</source>
        <translation>il ne contient aucun article d’Europresse&#xa0;; réenregistrez la sélection en HTML</translation>
    </message>
    <message>
        <source>it is an export of more than {size} MB; export in pieces</source>
        <translation>c’est une exportation de plus de {size} Mo&#xa0;; exportez en plusieurs fois</translation>
    </message>
    <message>
        <source>it would take {size} MB unpacked, more than {most}; export in pieces, or raise the setting archive_megabytes</source>
        <translation>il occuperait {size} Mo une fois décompressé, plus que {most}&#xa0;; exportez en plusieurs fois, ou augmentez le réglage archive_megabytes</translation>
    </message>
    <message>
        <source>it is packed more than {times} times smaller than it is, as a file made to fill memory would be</source>
        <translation>il est compressé plus de {times} fois, comme le serait un fichier fait pour saturer la mémoire</translation>
    </message>
    <message>
        <source>this is no RTF; save it again as RTF</source>
        <translation>ce n’est pas du RTF&#xa0;; réenregistrez-le en RTF</translation>
    </message>
    <message>
        <source>it is locked with a password; save it without</source>
        <translation>il est protégé par un mot de passe&#xa0;; enregistrez-le sans</translation>
    </message>
    <message>
        <source>this is no document of a word processor: it has no text part</source>
        <translation>ce n’est pas un document de traitement de texte&#xa0;: il n’a pas de partie texte</translation>
    </message>
    <message>
        <source>the RTF is damaged; save it again</source>
        <translation>le RTF est endommagé&#xa0;; réenregistrez-le</translation>
    </message>
    <message>
        <source>the span {start}–{end} should be “{words}”, and the text has “{there}” there</source>
        <translation>l’entité {start}–{end} devrait être «&#xa0;{words}&#xa0;», et le texte porte là «&#xa0;{there}&#xa0;»</translation>
    </message>
    <message>
        <source>this is an annotation without the text it is about</source>
        <translation>c’est une annotation sans le texte sur lequel elle porte</translation>
    </message>
    <message>
        <source>the page does not hold the text that it is about, under `{name}`</source>
        <translation>la page ne contient pas le texte sur lequel elle porte, sous `{name}`</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Choose a span or words: a relation is no string</source>
        <translation>Choisissez une entité ou des mots&#xa0;: une relation n’en a pas</translation>
    </message>
</context>
</TS>
