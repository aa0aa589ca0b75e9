<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Used for one thing only: installing a speech model when you ask for it.</source>
        <translation>Nur für eines genutzt: ein Sprachmodell zu installieren, wenn Sie es wollen.</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Of {company}. Settings with a lock are decided there.</source>
        <translation>Von {company}. Einstellungen mit Schloss werden dort entschieden.</translation>
    </message>
    <message>
        <source>None: your own settings hold.</source>
        <translation>Keine: Es gelten Ihre eigenen Einstellungen.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Speech models</source>
        <translation>Sprachmodelle</translation>
    </message>
    <message>
        <source>Kept calls</source>
        <translation>Gespeicherte Gespräche</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Apache-2.0; what it is built on has licenses of its own.</source>
        <translation>Apache-2.0; worauf es aufbaut, hat eigene Lizenzen.</translation>
    </message>
    <message>
        <source>Run callassist doctor in a terminal: it says what is wrong here.</source>
        <translation>Starten Sie callassist doctor in einem Terminal: Es sagt, was hier nicht stimmt.</translation>
    </message>
    <message>
        <source>If something fails</source>
        <translation>Wenn etwas nicht geht</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>{name}: open the folder</source>
        <translation>{name}: Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Start listening</source>
        <translation>Zuhören starten</translation>
    </message>
    <message>
        <source>End call</source>
        <translation>Gespräch beenden</translation>
    </message>
    <message>
        <source>Start or end a call</source>
        <translation>Gespräch starten oder beenden</translation>
    </message>
    <message>
        <source>Record this call</source>
        <translation>Gespräch aufzeichnen</translation>
    </message>
    <message>
        <source>Kept calls…</source>
        <translation>Gespeicherte Gespräche…</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Overlay verbergen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Let clicks through</source>
        <translation>Klicks durchlassen</translation>
    </message>
    <message>
        <source>{text} (needs a tray)</source>
        <translation>{text} (braucht ein Symbol in der Leiste)</translation>
    </message>
    <message>
        <source>Colors</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Pause listening</source>
        <translation>Zuhören anhalten</translation>
    </message>
    <message>
        <source>Resume listening</source>
        <translation>Weiter zuhören</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Aufzeichnung beenden</translation>
    </message>
    <message>
        <source>Recording is not allowed here</source>
        <translation>Aufzeichnen ist hier nicht erlaubt</translation>
    </message>
    <message>
        <source>Show overlay</source>
        <translation>Overlay zeigen</translation>
    </message>
</context>
<context>
    <name>AgainEditor</name>
    <message>
        <source>Go through them again</source>
        <translation>Noch einmal durchgehen</translation>
    </message>
</context>
<context>
    <name>AlertRow</name>
    <message>
        <source>Cannot hear you: check your microphone</source>
        <translation>Sie sind nicht zu hören: Prüfen Sie Ihr Mikrofon</translation>
    </message>
    <message>
        <source>Cannot hear the customer: check the call&apos;s sound</source>
        <translation>Der Kunde ist nicht zu hören: Prüfen Sie den Ton des Gesprächs</translation>
    </message>
</context>
<context>
    <name>Answers</name>
    <message>
        <source>Copy all notes</source>
        <translation>Alle Notizen kopieren</translation>
    </message>
    <message>
        <source>No prompts until the call ends</source>
        <translation>Keine Hinweise bis zum Gesprächsende</translation>
    </message>
    <message>
        <source>No hotkeys on this desktop: let its keys run “callassist ctl”</source>
        <translation>Keine Tastenkürzel auf diesem Desktop: Lassen Sie seine Tasten „callassist ctl“ aufrufen</translation>
    </message>
    <message>
        <source>Show prompts again</source>
        <translation>Wieder Hinweise zeigen</translation>
    </message>
    <message>
        <source>No prompts for 5 minutes</source>
        <translation>5 Minuten keine Hinweise</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Not listening</source>
        <translation>Hört nicht zu</translation>
    </message>
    <message>
        <source>Waiting for a call</source>
        <translation>Wartet auf ein Gespräch</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>Paused, nothing is heard</source>
        <translation>Pause, nichts wird gehört</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>Wird beendet…</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>Gespräch beendet</translation>
    </message>
    <message>
        <source>Waiting for a call: only the customer&apos;s side is heard, nothing kept</source>
        <translation>Wartet auf ein Gespräch: Nur die Kundenseite wird gehört, nichts gespeichert</translation>
    </message>
    <message>
        <source>Getting ready to listen</source>
        <translation>Das Zuhören wird vorbereitet</translation>
    </message>
    <message>
        <source>Listening; nothing leaves this computer</source>
        <translation>Hört zu; nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Paused: nothing is heard or kept</source>
        <translation>Pause: Nichts wird gehört oder gespeichert</translation>
    </message>
    <message>
        <source>Finishing the call</source>
        <translation>Das Gespräch wird abgeschlossen</translation>
    </message>
    <message>
        <source>Not listening: the call has ended</source>
        <translation>Hört nicht zu: Das Gespräch ist beendet</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Record this call</source>
        <translation>Gespräch aufzeichnen</translation>
    </message>
    <message>
        <source>Record this call; it stays on this computer</source>
        <translation>Dieses Gespräch aufzeichnen; es bleibt auf diesem Computer</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Listen again</source>
        <translation>Wieder zuhören</translation>
    </message>
    <message>
        <source>Listen to the next call</source>
        <translation>Beim nächsten Gespräch zuhören</translation>
    </message>
    <message>
        <source>Paused and muted</source>
        <translation>Pause, Hinweise stumm</translation>
    </message>
    <message>
        <source>Call time {time}</source>
        <translation>Gesprächszeit {time}</translation>
    </message>
    <message>
        <source>Call time</source>
        <translation>Gesprächszeit</translation>
    </message>
    <message>
        <source>Notes: none yet</source>
        <translation>Notizen: noch keine</translation>
    </message>
    <message>
        <source>No notes yet</source>
        <translation>Noch keine Notizen</translation>
    </message>
    <message>
        <source>Notes: 1 fact</source>
        <translation>Notizen: 1 Angabe</translation>
    </message>
    <message>
        <source>1 fact from this call</source>
        <translation>1 Angabe aus diesem Gespräch</translation>
    </message>
    <message>
        <source>Notes: {count} facts</source>
        <translation>Notizen: {count} Angaben</translation>
    </message>
    <message>
        <source>{count} facts from this call</source>
        <translation>{count} Angaben aus diesem Gespräch</translation>
    </message>
</context>
<context>
    <name>BehaviorChart</name>
    <message>
        <source>to practice now</source>
        <translation>jetzt üben</translation>
    </message>
    <message>
        <source>rests</source>
        <translation>ruht</translation>
    </message>
    <message>
        <source>{right} of {count} right</source>
        <translation>{right} von {count} richtig</translation>
    </message>
    <message>
        <source>{title}: {line}, box {box} of {boxes}, {due}</source>
        <translation>{title}: {line}, Fach {box} von {boxes}, {due}</translation>
    </message>
    <message>
        <source>Again from {day}</source>
        <translation>Wieder ab {day}</translation>
    </message>
</context>
<context>
    <name>BehaviorView</name>
    <message>
        <source>{title}: {taken}; {given} in time, {late} put right late, {missed} missed</source>
        <translation>{title}: {taken}; {given} rechtzeitig, {late} spät nachgeholt, {missed} verpasst</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Week by week</source>
        <translation>Woche für Woche</translation>
    </message>
    <message>
        <source>Opportunities, taken and missed</source>
        <translation>Gelegenheiten, genutzt und verpasst</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>By person</source>
        <translation>Nach Person</translation>
    </message>
    <message>
        <source>Good moments</source>
        <translation>Gute Momente</translation>
    </message>
    <message>
        <source>reading …</source>
        <translation>wird gelesen …</translation>
    </message>
    <message>
        <source>No opportunity was noticed in these calls.</source>
        <translation>In diesen Gesprächen gab es keine Gelegenheit.</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>genutzt</translation>
    </message>
    <message>
        <source>Shown fewer than {count} times, too few to tell: {rare}.</source>
        <translation>Weniger als {count}-mal gezeigt, zu wenig für eine Aussage: {rare}.</translation>
    </message>
    <message>
        <source>No prompt was shown in these calls.</source>
        <translation>In diesen Gesprächen wurde kein Hinweis gezeigt.</translation>
    </message>
    <message>
        <source>In the order of what is sure: the lower end of the 95 % interval.</source>
        <translation>Geordnet nach dem, was sicher ist: dem unteren Ende des 95-%-Intervalls.</translation>
    </message>
    <message>
        <source>Followed most</source>
        <translation>Am meisten befolgt</translation>
    </message>
    <message>
        <source>calmer after</source>
        <translation>danach ruhiger</translation>
    </message>
    <message>
        <source>followed</source>
        <translation>befolgt</translation>
    </message>
    <message>
        <source>Ignored most</source>
        <translation>Am meisten übergangen</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>nicht befolgt</translation>
    </message>
    <message>
        <source>Nobody is ranked.</source>
        <translation>Es gibt keine Rangliste.</translation>
    </message>
    <message>
        <source>The latest {count} of {all}.</source>
        <translation>Die neuesten {count} von {all}.</translation>
    </message>
    <message>
        <source>None yet: press G at a good moment in a call’s timeline, and it stands here.</source>
        <translation>Noch keine: Drücken Sie bei einem guten Moment in der Zeitleiste G, dann steht er hier.</translation>
    </message>
    <message>
        <source>Bands and ranges are 95 % intervals. Hollow dots: the week is not over. Short strokes on an axis: too few to tell.</source>
        <translation>Bänder und Spannen sind 95-%-Intervalle. Hohle Punkte: Die Woche läuft noch. Kurze Striche auf einer Achse: zu wenig für eine Aussage.</translation>
    </message>
    <message>
        <source>Calmer after: 45 s later; the prompt need not be the reason.</source>
        <translation>Danach ruhiger: 45 s später; das muss nicht am Hinweis liegen.</translation>
    </message>
</context>
<context>
    <name>CallView</name>
    <message>
        <source>Calls</source>
        <translation>Gespräche</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>Wichtig</translation>
    </message>
    <message>
        <source>Well done</source>
        <translation>Gut gemacht</translation>
    </message>
</context>
<context>
    <name>Cells</name>
    <message>
        <source>recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>gerettet</translation>
    </message>
</context>
<context>
    <name>ChangeDelegate</name>
    <message>
        <source>to {time}</source>
        <translation>auf {time}</translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>marked {verdict}</source>
        <translation>markiert als {verdict}</translation>
    </message>
    <message>
        <source>{what}: {prompt} at {time}</source>
        <translation>{what}: {prompt} bei {time}</translation>
    </message>
    <message>
        <source>{what}: {prompt} at {time}, now at {to}</source>
        <translation>{what}: {prompt} bei {time}, jetzt bei {to}</translation>
    </message>
</context>
<context>
    <name>ChangeView</name>
    <message>
        <source>What changes, call by call</source>
        <translation>Was sich ändert, Gespräch für Gespräch</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>gained</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>entfallen</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>wie bisher</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>Nothing is at {folder}: check the address, or its drive</source>
        <translation>Unter {folder} ist nichts: Prüfen Sie die Adresse oder das Laufwerk</translation>
    </message>
    <message>
        <source>This is no public key: it begins with ed25519: and has 44 letters more</source>
        <translation>Das ist kein öffentlicher Schlüssel: Er beginnt mit ed25519: und hat 44 weitere Zeichen</translation>
    </message>
    <message>
        <source>“{model}” is not installed: choose another</source>
        <translation>„{model}“ ist nicht installiert: Wählen Sie ein anderes</translation>
    </message>
</context>
<context>
    <name>ChoiceButton</name>
    <message>
        <source>Right: </source>
        <translation>Richtig: </translation>
    </message>
    <message>
        <source>Your choice: </source>
        <translation>Ihre Wahl: </translation>
    </message>
</context>
<context>
    <name>ClicksNotice</name>
    <message>
        <source>Clicks go through; {keys} takes them back</source>
        <translation>Klicks gehen hindurch; zurück mit {keys}</translation>
    </message>
    <message>
        <source>Clicks go through; the tray icon’s menu takes them back</source>
        <translation>Klicks gehen hindurch; zurück im Menü des Symbols</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;Call</source>
        <translation>&amp;Gespräch</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Save a &amp;picture…</source>
        <translation>Als &amp;Bild speichern…</translation>
    </message>
    <message>
        <source>Save a &amp;web page…</source>
        <translation>Als &amp;Webseite speichern…</translation>
    </message>
    <message>
        <source>&amp;Find the recording…</source>
        <translation>Aufnahme &amp;suchen…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Comment here…</source>
        <translation>Hier &amp;kommentieren…</translation>
    </message>
    <message>
        <source>Mark as a &amp;good moment</source>
        <translation>Als &amp;guten Moment markieren</translation>
    </message>
    <message>
        <source>Mark to prac&amp;tice</source>
        <translation>Zum &amp;Üben markieren</translation>
    </message>
    <message>
        <source>&amp;Edit the chosen comment</source>
        <translation>Gewählten Kommentar &amp;bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Delete the chosen comment</source>
        <translation>Gewählten Kommentar &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Search in the call</source>
        <translation>Im Gespräch &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>Abs&amp;pielen oder anhalten</translation>
    </message>
    <message>
        <source>Play the chosen moment, from 3 s &amp;before</source>
        <translation>Gewählten Moment &amp;ab 3 s davor abspielen</translation>
    </message>
    <message>
        <source>Go to the first &amp;hard moment</source>
        <translation>Zum ersten sc&amp;hwierigen Moment</translation>
    </message>
    <message>
        <source>Pre&amp;vious moment</source>
        <translation>&amp;Voriger Moment</translation>
    </message>
    <message>
        <source>&amp;Next moment</source>
        <translation>&amp;Nächster Moment</translation>
    </message>
    <message>
        <source>Back 5 s</source>
        <translation>5 s zurück</translation>
    </message>
    <message>
        <source>Forward 5 s</source>
        <translation>5 s vor</translation>
    </message>
    <message>
        <source>Back 1 s</source>
        <translation>1 s zurück</translation>
    </message>
    <message>
        <source>Forward 1 s</source>
        <translation>1 s vor</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>&amp;Langsamer</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>&amp;Schneller</translation>
    </message>
    <message>
        <source>Usual speed</source>
        <translation>Normales Tempo</translation>
    </message>
    <message>
        <source>&amp;Skip silence</source>
        <translation>Still&amp;e überspringen</translation>
    </message>
    <message>
        <source>L&amp;oop the selection</source>
        <translation>Auswahl &amp;wiederholen</translation>
    </message>
    <message>
        <source>Mute the &amp;agent</source>
        <translation>A&amp;gent stumm</translation>
    </message>
    <message>
        <source>Mute the &amp;customer</source>
        <translation>&amp;Kunde stumm</translation>
    </message>
    <message>
        <source>Select &amp;from here</source>
        <translation>&amp;Von hier auswählen</translation>
    </message>
    <message>
        <source>Select &amp;to here</source>
        <translation>&amp;Bis hier auswählen</translation>
    </message>
    <message>
        <source>Select &amp;nothing</source>
        <translation>Auswahl auf&amp;heben</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Fit the &amp;whole call</source>
        <translation>Gan&amp;zes Gespräch zeigen</translation>
    </message>
    <message>
        <source>Fit the &amp;selection</source>
        <translation>&amp;Auswahl zeigen</translation>
    </message>
    <message>
        <source>See what is earlier</source>
        <translation>Früheres zeigen</translation>
    </message>
    <message>
        <source>See what is later</source>
        <translation>Späteres zeigen</translation>
    </message>
    <message>
        <source>&amp;Follow the sound</source>
        <translation>Dem &amp;Ton folgen</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>Größere &amp;Schrift</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>Kleinere Sch&amp;rift</translation>
    </message>
    <message>
        <source>&amp;Keys and signs</source>
        <translation>&amp;Tasten und Zeichen</translation>
    </message>
</context>
<context>
    <name>ConditionCard</name>
    <message>
        <source>{label}: finding</source>
        <translation>{label}: Befund</translation>
    </message>
    <message>
        <source>{label}: whose</source>
        <translation>{label}: wessen</translation>
    </message>
    <message>
        <source>{label}: take this finding away</source>
        <translation>{label}: diesen Befund entfernen</translation>
    </message>
    <message>
        <source>Take this finding away</source>
        <translation>Diesen Befund entfernen</translation>
    </message>
</context>
<context>
    <name>Conditions</name>
    <message>
        <source>either side</source>
        <translation>beide Seiten</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>der Agent</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>der Kunde</translation>
    </message>
</context>
<context>
    <name>ConditionsEditor</name>
    <message>
        <source>{label}: add a finding</source>
        <translation>{label}: Befund hinzufügen</translation>
    </message>
    <message>
        <source>Add a finding. {help}</source>
        <translation>Befund hinzufügen. {help}</translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message>
        <source>Somebody else saved this pack</source>
        <translation>Jemand anders hat dieses Paket gespeichert</translation>
    </message>
    <message>
        <source>{name} was deleted since you opened it. Nothing was saved yet.</source>
        <translation>{name} wurde gelöscht, seit Sie die Datei geöffnet haben. Noch ist nichts gespeichert.</translation>
    </message>
    <message>
        <source>{name} was changed by somebody else since you opened it. Nothing was saved yet.</source>
        <translation>{name} wurde von jemand anderem geändert, seit Sie die Datei geöffnet haben. Noch ist nichts gespeichert.</translation>
    </message>
    <message>
        <source>What differs: minus is theirs, plus is yours</source>
        <translation>Die Unterschiede: Minus ist die andere Fassung, Plus Ihre</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Save over what they saved</source>
        <translation>Die andere Fassung überschreiben</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Go on with their text; undo gives yours back</source>
        <translation>Mit dem anderen Text weiterarbeiten; Rückgängig bringt Ihren zurück</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Später entscheiden</translation>
    </message>
</context>
<context>
    <name>ConsentRow</name>
    <message>
        <source>They agreed</source>
        <translation>Einverstanden</translation>
    </message>
    <message>
        <source>They said no</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Say: “{line}”</source>
        <translation>Sagen Sie: „{line}“</translation>
    </message>
    <message>
        <source>Nothing is kept until they agree</source>
        <translation>Nichts wird gespeichert, bis der Kunde einwilligt</translation>
    </message>
    <message>
        <source>A “no” deletes what was kept</source>
        <translation>Ein „Nein“ löscht, was gespeichert wurde</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>On hold {length}</source>
        <translation>Warteschleife {length}</translation>
    </message>
    <message>
        <source>Sound damaged</source>
        <translation>Ton beschädigt</translation>
    </message>
    <message>
        <source>the sound is damaged from {start} to {end}, and silent there</source>
        <translation>der Ton ist von {start} bis {end} beschädigt und dort still</translation>
    </message>
    <message>
        <source>the sound is damaged in {count} places, the first from {start} to {end}, and silent there</source>
        <translation>der Ton ist an {count} Stellen beschädigt und dort still, zuerst von {start} bis {end}</translation>
    </message>
    <message>
        <source>agent not heard</source>
        <translation>Agent nicht gehört</translation>
    </message>
    <message>
        <source>customer not heard</source>
        <translation>Kunde nicht gehört</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgenommen</translation>
    </message>
    <message>
        <source>the recording was off</source>
        <translation>die Aufnahme war aus</translation>
    </message>
    <message>
        <source>Not recorded {length}</source>
        <translation>Nicht aufgenommen {length}</translation>
    </message>
    <message>
        <source>Agent not heard {length}</source>
        <translation>Agent nicht gehört {length}</translation>
    </message>
    <message>
        <source>Customer not heard {length}</source>
        <translation>Kunde nicht gehört {length}</translation>
    </message>
    <message>
        <source>{score} of 100, from {count} opportunities</source>
        <translation>{score} von 100, aus {count} Gelegenheiten</translation>
    </message>
    <message>
        <source>too little to say: {count} opportunities in this call</source>
        <translation>zu wenig für eine Aussage: {count} Gelegenheiten in diesem Gespräch</translation>
    </message>
    <message>
        <source>too little to say: {count} opportunity in this call</source>
        <translation>zu wenig für eine Aussage: {count} Gelegenheit in diesem Gespräch</translation>
    </message>
    <message>
        <source>{count} followed · {other} ignored</source>
        <translation>{count} befolgt · {other} übergangen</translation>
    </message>
    <message>
        <source>{count} followed · {other} ignored · {unhelpful} unhelpful</source>
        <translation>{count} befolgt · {other} übergangen · {unhelpful} nicht hilfreich</translation>
    </message>
    <message>
        <source>says “{words}”</source>
        <translation>sagt „{words}“</translation>
    </message>
    <message>
        <source>{count} call files</source>
        <translation>{count} Gesprächsdateien</translation>
    </message>
    <message>
        <source>{count} call file</source>
        <translation>{count} Gesprächsdatei</translation>
    </message>
    <message>
        <source>{count} kept calls</source>
        <translation>{count} gespeicherte Gespräche</translation>
    </message>
    <message>
        <source>{count} kept call</source>
        <translation>{count} gespeichertes Gespräch</translation>
    </message>
    <message>
        <source>{count} kept calls ({query})</source>
        <translation>{count} gespeicherte Gespräche ({query})</translation>
    </message>
    <message>
        <source>no calls</source>
        <translation>keine Gespräche</translation>
    </message>
    <message>
        <source>EU mode: figures of pace and tone are missing. No voice is measured, since the EU&apos;s AI Act restricts what may be inferred from a voice at work.</source>
        <translation>EU-Modus: Zahlen zu Tempo und Tonfall fehlen. Keine Stimme wird gemessen, weil die KI-Verordnung der EU begrenzt, was bei der Arbeit aus einer Stimme geschlossen werden darf.</translation>
    </message>
    <message>
        <source>Figures of pace and tone are missing: a policy does not allow the agent&apos;s voice to be measured.</source>
        <translation>Zahlen zu Tempo und Tonfall fehlen: Eine Richtlinie erlaubt nicht, die Stimme des Agenten zu messen.</translation>
    </message>
    <message>
        <source>typing</source>
        <translation>Tippen</translation>
    </message>
    <message>
        <source>take theirs</source>
        <translation>andere Fassung übernehmen</translation>
    </message>
    <message>
        <source>add {name}</source>
        <translation>{name} hinzufügen</translation>
    </message>
    <message>
        <source>remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>too few to tell</source>
        <translation>zu wenig für eine Aussage</translation>
    </message>
    <message>
        <source>too few to tell: {counts}</source>
        <translation>zu wenig für eine Aussage: {counts}</translation>
    </message>
    <message>
        <source>{value}, {counts}, 95 % interval {range}</source>
        <translation>{value}, {counts}, 95-%-Intervall {range}</translation>
    </message>
    <message>
        <source>{top} of {bottom} {nouns}</source>
        <translation>{top} von {bottom} {nouns}</translation>
    </message>
    <message>
        <source>{top} in {bottom} h</source>
        <translation>{top} in {bottom} h</translation>
    </message>
    <message>
        <source>{count} a week</source>
        <translation>{count} pro Woche</translation>
    </message>
    <message>
        <source>{count} weeks, {start} to {end}</source>
        <translation>{count} Wochen, {start} bis {end}</translation>
    </message>
    <message>
        <source>{count} week, {start} to {end}</source>
        <translation>{count} Woche, {start} bis {end}</translation>
    </message>
    <message>
        <source>Week of {week}: {figures}</source>
        <translation>Woche vom {week}: {figures}</translation>
    </message>
    <message>
        <source>{low}–{high} %</source>
        <translation>{low}–{high} %</translation>
    </message>
    <message>
        <source>{low}–{high}</source>
        <translation>{low}–{high}</translation>
    </message>
    <message>
        <source>{value} %</source>
        <translation>{value} %</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>pro Stunde</translation>
    </message>
    <message>
        <source>{day} so far</source>
        <translation>{day} bis jetzt</translation>
    </message>
    <message>
        <source>{week}: {figure}</source>
        <translation>{week}: {figure}</translation>
    </message>
    <message>
        <source>Figures are shown by person from {least} agents on; these calls have {count}.</source>
        <translation>Zahlen nach Person gibt es ab {least} Agenten; in diesen Gesprächen sind es {count}.</translation>
    </message>
    <message>
        <source>Nobody can be shown by person: it takes {least} calls each.</source>
        <translation>Niemand kann einzeln gezeigt werden: Dazu braucht es je {least} Gespräche.</translation>
    </message>
    <message>
        <source>{file} is not where it was: choose “Find the recording…”</source>
        <translation>{file} ist nicht mehr am alten Ort: Wählen Sie „Aufnahme suchen…“</translation>
    </message>
    <message>
        <source>Just right: they go on, and you hear all of it.</source>
        <translation>Genau richtig: Der Kunde spricht weiter, und Sie hören alles.</translation>
    </message>
    <message>
        <source>Good: it lets them go on.</source>
        <translation>Gut: So kann der Kunde weitersprechen.</translation>
    </message>
    <message>
        <source>Kind words, but a little early: they go on yet.</source>
        <translation>Freundliche Worte, aber etwas zu früh: Der Kunde spricht noch.</translation>
    </message>
    <message>
        <source>This moment wanted a word. {hint}</source>
        <translation>In diesem Moment war ein Wort nötig. {hint}</translation>
    </message>
    <message>
        <source>They had more to say. {hint}</source>
        <translation>Der Kunde hatte noch mehr zu sagen. {hint}</translation>
    </message>
    <message>
        <source>Part of it helps, but it also {sign}. {hint}</source>
        <translation>Ein Teil davon hilft, aber die Antwort {sign}. {hint}</translation>
    </message>
    <message>
        <source>Not yet: it {sign}. {hint}</source>
        <translation>Noch nicht: Die Antwort {sign}. {hint}</translation>
    </message>
    <message>
        <source>That helps in part. {hint}</source>
        <translation>Das hilft zum Teil. {hint}</translation>
    </message>
    <message>
        <source>Not yet. {hint}</source>
        <translation>Noch nicht. {hint}</translation>
    </message>
    <message>
        <source>Well said: that is what this moment called for.</source>
        <translation>Gut gesagt: Genau das war hier gefragt.</translation>
    </message>
    <message>
        <source>{number} {nouns}</source>
        <translation>{number} {nouns}</translation>
    </message>
    <message>
        <source>{figure}, {number} {nouns}</source>
        <translation>{figure}, {number} {nouns}</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>nicht befolgt</translation>
    </message>
    <message>
        <source>cleared</source>
        <translation>nicht mehr nötig</translation>
    </message>
    <message>
        <source>dismissed</source>
        <translation>ausgeblendet</translation>
    </message>
    <message>
        <source>helped</source>
        <translation>hilfreich</translation>
    </message>
    <message>
        <source>unhelpful</source>
        <translation>nicht hilfreich</translation>
    </message>
    <message>
        <source>{number} agreed to be named.</source>
        <translation>{number} wollen mit Namen erscheinen.</translation>
    </message>
    <message>
        <source>The others have numbers, dealt anew each time.</source>
        <translation>Die anderen haben Nummern, jedes Mal neu verteilt.</translation>
    </message>
    <message>
        <source>Nobody agreed to be named, so they have numbers, dealt anew each time.</source>
        <translation>Niemand will mit Namen erscheinen, daher haben alle Nummern, jedes Mal neu verteilt.</translation>
    </message>
    <message>
        <source>{number} more is in the team’s figures only.</source>
        <translation>{number} weiterer steht nur in den Zahlen des Teams.</translation>
    </message>
    <message>
        <source>{number} more are in the team’s figures only.</source>
        <translation>{number} weitere stehen nur in den Zahlen des Teams.</translation>
    </message>
    <message>
        <source>call {id} has no sound here; everything else of it can be read</source>
        <translation>zu Gespräch {id} liegt hier kein Ton; alles andere ist lesbar</translation>
    </message>
    <message>
        <source>the default pack, version {version}</source>
        <translation>das Standardpaket, Version {version}</translation>
    </message>
    <message>
        <source>the profile {name}</source>
        <translation>das Profil {name}</translation>
    </message>
    <message>
        <source>your own {name}</source>
        <translation>Ihr eigenes {name}</translation>
    </message>
    <message>
        <source>its words in {language}</source>
        <translation>seine Worte in {language}</translation>
    </message>
    <message>
        <source>{top} of {bottom} prompts</source>
        <translation>{top} von {bottom} Hinweisen</translation>
    </message>
    <message>
        <source>{top} of {bottom} upset calls</source>
        <translation>{top} von {bottom} angespannten Gesprächen</translation>
    </message>
    <message>
        <source>{top} of {bottom} calls</source>
        <translation>{top} von {bottom} Gesprächen</translation>
    </message>
    <message>
        <source>{name}: {reason}; plug it in again, listening goes on by itself</source>
        <translation>{name}: {reason}; stecken Sie es wieder ein, das Zuhören geht von selbst weiter</translation>
    </message>
    <message>
        <source>{name}: {reason}; plug it in again, waiting goes on by itself</source>
        <translation>{name}: {reason}; stecken Sie es wieder ein, das Warten geht von selbst weiter</translation>
    </message>
    <message>
        <source>it is gone</source>
        <translation>es ist weg</translation>
    </message>
    <message>
        <source>it stopped</source>
        <translation>es hat aufgehört</translation>
    </message>
    <message>
        <source>it sends nothing any more</source>
        <translation>es sendet nichts mehr</translation>
    </message>
    <message>
        <source>{name}: it is not there; plug it in, or choose another (open Settings, Sound)</source>
        <translation>{name}: nicht da; stecken Sie es ein, oder wählen Sie ein anderes (Einstellungen, Ton)</translation>
    </message>
    <message>
        <source>no sound device is called &quot;{name}&quot;: plug it in, or choose another (open Settings, Sound)</source>
        <translation>kein Tongerät heißt „{name}“: stecken Sie es ein, oder wählen Sie ein anderes (Einstellungen, Ton)</translation>
    </message>
    <message>
        <source>no sound device is called &quot;{name}&quot;: did you mean &quot;{hint}&quot;?</source>
        <translation>kein Tongerät heißt „{name}“: ist „{hint}“ gemeint?</translation>
    </message>
    <message>
        <source>agent and customer cannot both be &quot;{name}&quot;: choose the headset&apos;s microphone for the agent and a loopback for the customer (open Settings, Sound)</source>
        <translation>Sie und der Kunde können nicht beide „{name}“ sein: wählen Sie für sich das Mikrofon des Headsets und für den Kunden, was der Computer abspielt (Einstellungen, Ton)</translation>
    </message>
    <message>
        <source>nothing plays on {name} yet: is the call&apos;s sound sent there?</source>
        <translation>auf {name} ist noch nichts zu hören: Geht der Ton des Gesprächs dorthin?</translation>
    </message>
    <message>
        <source>{name} gives only silence: is it muted, or is another one in use?</source>
        <translation>{name} liefert nur Stille: Ist es stumm, oder ist ein anderes in Gebrauch?</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>&apos;I understand how…&apos;, &apos;I would feel the same&apos;</source>
        <translation>&apos;I understand how…&apos;, &apos;I would feel the same&apos;</translation>
    </message>
    <message>
        <source>&apos;I will stay with you&apos;, a person named</source>
        <translation>&apos;I will stay with you&apos;, ein genannter Name</translation>
    </message>
    <message>
        <source>&apos;calm down&apos;, &apos;you should have&apos;, &apos;as I said&apos;, contradicting</source>
        <translation>&apos;calm down&apos;, &apos;you should have&apos;, &apos;as I said&apos;, Widerspruch</translation>
    </message>
    <message>
        <source>&apos;can&apos;t&apos;, &apos;not possible&apos;, &apos;policy&apos; with no alternative</source>
        <translation>&apos;can&apos;t&apos;, &apos;not possible&apos;, &apos;policy&apos; ohne Alternative</translation>
    </message>
    <message>
        <source>&apos;right now&apos;, &apos;today&apos;, &apos;immediately&apos;</source>
        <translation>&apos;right now&apos;, &apos;today&apos;, &apos;immediately&apos;</translation>
    </message>
    <message>
        <source>&apos;sweetie&apos;, &apos;it&apos;s very simple&apos;, remarks on age, accent, gender</source>
        <translation>&apos;sweetie&apos;, &apos;it&apos;s very simple&apos;, Bemerkungen über Alter, Akzent, Geschlecht</translation>
    </message>
    <message>
        <source>&apos;that is frustrating&apos;, &apos;I feel for you&apos;: half of empathy</source>
        <translation>&apos;that is frustrating&apos;, &apos;I feel for you&apos;: halbe Empathie</translation>
    </message>
    <message>
        <source>&apos;you are right&apos;, &apos;our mistake&apos;</source>
        <translation>&apos;you are right&apos;, &apos;our mistake&apos;</translation>
    </message>
    <message>
        <source>&apos;you&apos;re right&apos;, &apos;let&apos;s&apos;: on the customer&apos;s side</source>
        <translation>&apos;you&apos;re right&apos;, &apos;let&apos;s&apos;: auf der Seite des Kunden</translation>
    </message>
    <message>
        <source>A call that is closed too soon comes back, and angrier.</source>
        <translation>Ein zu früh beendetes Gespräch kommt zurück, und zwar wütender.</translation>
    </message>
    <message>
        <source>A feeling that is named gets smaller; one that is passed over gets louder.</source>
        <translation>Ein Gefühl, das benannt wird, wird kleiner; ein übergangenes wird lauter.</translation>
    </message>
    <message>
        <source>A name says: I know who I am talking to.</source>
        <translation>Ein Name sagt: Ich weiß, mit wem ich spreche.</translation>
    </message>
    <message>
        <source>A no is easier to take with something you can do in the same breath.</source>
        <translation>Ein Nein ist leichter anzunehmen, wenn im selben Atemzug kommt, was geht.</translation>
    </message>
    <message>
        <source>A remedy before a question solves the wrong problem, and they feel unheard.</source>
        <translation>Eine Lösung vor der ersten Frage löst das falsche Problem, und der Kunde fühlt sich nicht gehört.</translation>
    </message>
    <message>
        <source>A silence that was explained feels half as long.</source>
        <translation>Eine erklärte Stille fühlt sich halb so lang an.</translation>
    </message>
    <message>
        <source>A word on how it is for them, then the steps.</source>
        <translation>Erst ein Wort dazu, wie es dem Kunden geht, dann die Schritte.</translation>
    </message>
    <message>
        <source>A word they do not know stops them from hearing all that follow.</source>
        <translation>Ein unbekanntes Wort, und alles danach wird nicht mehr gehört.</translation>
    </message>
    <message>
        <source>Admitted it</source>
        <translation>Hat es eingeräumt</translation>
    </message>
    <message>
        <source>Admitting what went wrong</source>
        <translation>Einräumen, was schiefging</translation>
    </message>
    <message>
        <source>Advice older than this is not given</source>
        <translation>Ältere Ratschläge werden nicht gegeben</translation>
    </message>
    <message>
        <source>After half a minute they have stopped listening and wait for a gap.</source>
        <translation>Nach einer halben Minute hört niemand mehr zu, sondern wartet auf eine Lücke.</translation>
    </message>
    <message>
        <source>Agent cut in</source>
        <translation>Agent fiel ins Wort</translation>
    </message>
    <message>
        <source>Agent’s talk share</source>
        <translation>Sprechanteil des Agenten</translation>
    </message>
    <message>
        <source>Agree with something true, and say “let&apos;s”.</source>
        <translation>Stimmen Sie in einem Punkt zu und sagen Sie „let&apos;s“.</translation>
    </message>
    <message>
        <source>Announced the wait</source>
        <translation>Wartezeit angekündigt</translation>
    </message>
    <message>
        <source>Any of these findings</source>
        <translation>Einer dieser Befunde</translation>
    </message>
    <message>
        <source>Apologized</source>
        <translation>Hat sich entschuldigt</translation>
    </message>
    <message>
        <source>Argued</source>
        <translation>Hat gestritten</translation>
    </message>
    <message>
        <source>Ask one open question: what, how, when.</source>
        <translation>Stellen Sie eine offene Frage: was, wie, wann.</translation>
    </message>
    <message>
        <source>Asked a question</source>
        <translation>Hat gefragt</translation>
    </message>
    <message>
        <source>Asked again</source>
        <translation>Hat noch einmal gefragt</translation>
    </message>
    <message>
        <source>Asked if it helped</source>
        <translation>Hat gefragt, ob es half</translation>
    </message>
    <message>
        <source>Asking before solving</source>
        <translation>Fragen vor dem Lösen</translation>
    </message>
    <message>
        <source>Asking what would help</source>
        <translation>Fragen, was helfen würde</translation>
    </message>
    <message>
        <source>Asking whether it helped</source>
        <translation>Fragen, ob es geholfen hat</translation>
    </message>
    <message>
        <source>Backchannel</source>
        <translation>Hörsignal</translation>
    </message>
    <message>
        <source>Both began at once</source>
        <translation>Beide fingen zugleich an</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Calls that were kept.</source>
        <translation>Gespeicherte Gespräche.</translation>
    </message>
    <message>
        <source>Calm, plain words. No “awesome”, no “no worries”.</source>
        <translation>Ruhige, schlichte Worte. Kein „awesome“, kein „no worries“.</translation>
    </message>
    <message>
        <source>Cheerful words sound like mockery to someone who is upset.</source>
        <translation>Fröhliche Worte klingen für verärgerte Menschen wie Spott.</translation>
    </message>
    <message>
        <source>Closing when it is resolved</source>
        <translation>Beenden, wenn es gelöst ist</translation>
    </message>
    <message>
        <source>Cold wording</source>
        <translation>Kühle Wortwahl</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Customer cut in</source>
        <translation>Kunde fiel ins Wort</translation>
    </message>
    <message>
        <source>Cutting in</source>
        <translation>Ins Wort fallen</translation>
    </message>
    <message>
        <source>Did not ask if it helped</source>
        <translation>Hat nicht gefragt, ob es half</translation>
    </message>
    <message>
        <source>Do not close yet. Ask what is still open, or say what you will do.</source>
        <translation>Beenden Sie noch nicht. Fragen Sie, was offen ist, oder sagen Sie, was Sie tun werden.</translation>
    </message>
    <message>
        <source>Done well</source>
        <translation>Gut gemacht</translation>
    </message>
    <message>
        <source>Empathy score</source>
        <translation>Empathiewert</translation>
    </message>
    <message>
        <source>Explaining it simply</source>
        <translation>Einfach erklären</translation>
    </message>
    <message>
        <source>Explaining waits</source>
        <translation>Wartezeiten erklären</translation>
    </message>
    <message>
        <source>Feeling passed over</source>
        <translation>Gefühl übergangen</translation>
    </message>
    <message>
        <source>Feelings and facts in step</source>
        <translation>Gefühle und Fakten im Gleichschritt</translation>
    </message>
    <message>
        <source>Fires on</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>From one prompt to the next</source>
        <translation>Von einem Hinweis zum nächsten</translation>
    </message>
    <message>
        <source>From one showing of it to the next</source>
        <translation>Von einer Anzeige zur nächsten</translation>
    </message>
    <message>
        <source>From the one to the other, at most</source>
        <translation>Vom einen bis zum anderen, höchstens</translation>
    </message>
    <message>
        <source>Frustration eased</source>
        <translation>Frustration gesunken</translation>
    </message>
    <message>
        <source>Frustration eases</source>
        <translation>Frustration sinkt</translation>
    </message>
    <message>
        <source>Frustration peaks</source>
        <translation>Frustrationsspitzen</translation>
    </message>
    <message>
        <source>Frustration rises</source>
        <translation>Frustration steigt</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Gave the floor back</source>
        <translation>Hat das Wort zurückgegeben</translation>
    </message>
    <message>
        <source>Goes away with</source>
        <translation>Verschwindet bei</translation>
    </message>
    <message>
        <source>Heard them out</source>
        <translation>Hat ausreden lassen</translation>
    </message>
    <message>
        <source>Helped along</source>
        <translation>Hat beigepflichtet</translation>
    </message>
    <message>
        <source>Holds and gaps</source>
        <translation>Warteschleifen und Lücken</translation>
    </message>
    <message>
        <source>How far a warn must lie above</source>
        <translation>Wie weit eine Warnung darüberliegen muss</translation>
    </message>
    <message>
        <source>How far back such a finding still counts</source>
        <translation>Wie lange ein solcher Befund noch zählt</translation>
    </message>
    <message>
        <source>How long after it the agent can still follow it</source>
        <translation>Wie lange danach der Agent noch folgen kann</translation>
    </message>
    <message>
        <source>How long it stays on the screen</source>
        <translation>Wie lange der Hinweis stehen bleibt</translation>
    </message>
    <message>
        <source>How often at most in one call</source>
        <translation>Wie oft höchstens pro Gespräch</translation>
    </message>
    <message>
        <source>How often the agent cut in, per hour of calls.</source>
        <translation>Wie oft der Agent ins Wort fiel, pro Gesprächsstunde.</translation>
    </message>
    <message>
        <source>How sure it is</source>
        <translation>Wie sicher es ist</translation>
    </message>
    <message>
        <source>How sure the finding must be</source>
        <translation>Wie sicher der Befund sein muss</translation>
    </message>
    <message>
        <source>In any minute of a call</source>
        <translation>In jeder Minute eines Gesprächs</translation>
    </message>
    <message>
        <source>In any ten minutes</source>
        <translation>In je zehn Minuten</translation>
    </message>
    <message>
        <source>Interruption</source>
        <translation>Unterbrechung</translation>
    </message>
    <message>
        <source>Interruptions</source>
        <translation>Unterbrechungen</translation>
    </message>
    <message>
        <source>It is noticed once it came so often</source>
        <translation>Bemerkt wird es, wenn es so oft vorkam</translation>
    </message>
    <message>
        <source>It stays silent after any of these</source>
        <translation>Nach einem dieser Befunde bleibt der Hinweis aus</translation>
    </message>
    <message>
        <source>Keeping a pace they can follow</source>
        <translation>Ein Tempo, dem man folgen kann</translation>
    </message>
    <message>
        <source>Leaked sound</source>
        <translation>Übersprechen der Leitung</translation>
    </message>
    <message>
        <source>Leaving room to speak</source>
        <translation>Raum zum Sprechen lassen</translation>
    </message>
    <message>
        <source>Let them in</source>
        <translation>Hat zu Wort kommen lassen</translation>
    </message>
    <message>
        <source>Letting them finish</source>
        <translation>Ausreden lassen</translation>
    </message>
    <message>
        <source>Long monologue</source>
        <translation>Langer Monolog</translation>
    </message>
    <message>
        <source>Margin to replace</source>
        <translation>Abstand zum Ersetzen</translation>
    </message>
    <message>
        <source>Matched their tone</source>
        <translation>Ton getroffen</translation>
    </message>
    <message>
        <source>Matching their tone</source>
        <translation>Den Ton treffen</translation>
    </message>
    <message>
        <source>Mean of the calls&apos; empathy scores, 0 to 100; calls with too little to say have none.</source>
        <translation>Mittel der Empathiewerte, 0 bis 100; Gespräche mit zu wenig Grundlage haben keinen.</translation>
    </message>
    <message>
        <source>Mean share of the talking that was the agent’s; neither more nor less is better.</source>
        <translation>Mittlerer Sprechanteil des Agenten; weder mehr noch weniger ist besser.</translation>
    </message>
    <message>
        <source>Missed chances</source>
        <translation>Verpasste Gelegenheiten</translation>
    </message>
    <message>
        <source>Most in a call</source>
        <translation>Höchstens pro Gespräch</translation>
    </message>
    <message>
        <source>Most in a minute</source>
        <translation>Höchstens pro Minute</translation>
    </message>
    <message>
        <source>Most in ten minutes</source>
        <translation>Höchstens in zehn Minuten</translation>
    </message>
    <message>
        <source>Name not used</source>
        <translation>Name nicht genutzt</translation>
    </message>
    <message>
        <source>Name what it is like for them: “I understand how … that is for you.”</source>
        <translation>Benennen Sie, wie es für den Kunden ist: „I understand how … that is for you.“</translation>
    </message>
    <message>
        <source>Naming how it feels for them</source>
        <translation>Benennen, wie es sich anfühlt</translation>
    </message>
    <message>
        <source>No next step</source>
        <translation>Kein nächster Schritt</translation>
    </message>
    <message>
        <source>No sense of urgency</source>
        <translation>Keine Dringlichkeit gezeigt</translation>
    </message>
    <message>
        <source>No sound from the customer&apos;s side: choose another device</source>
        <translation>Kein Ton von der Kundenseite: Wählen Sie ein anderes Gerät</translation>
    </message>
    <message>
        <source>No sound from your microphone: is it muted or not allowed?</source>
        <translation>Kein Ton von Ihrem Mikrofon: Ist es stumm oder nicht erlaubt?</translation>
    </message>
    <message>
        <source>Nobody wants help from someone who looks down on them.</source>
        <translation>Niemand will Hilfe von jemandem, der auf ihn herabsieht.</translation>
    </message>
    <message>
        <source>Not asking twice</source>
        <translation>Nicht zweimal fragen</translation>
    </message>
    <message>
        <source>Not soon after</source>
        <translation>Nicht kurz nach</translation>
    </message>
    <message>
        <source>Nudge, waits its turn</source>
        <translation>Anstoß, wartet</translation>
    </message>
    <message>
        <source>Nudges</source>
        <translation>Anstöße</translation>
    </message>
    <message>
        <source>Nudges and praise; the rest waits for warns</source>
        <translation>Anstöße und Lob; der Rest bleibt für Warnungen</translation>
    </message>
    <message>
        <source>Of the calls in which the customer was upset: those that ended at half of the peak or less.</source>
        <translation>Von den Gesprächen mit verärgertem Kunden: die, die mit höchstens der halben Spitze endeten.</translation>
    </message>
    <message>
        <source>Of the moments that called for something: those where it was done, late ones included.</source>
        <translation>Von den Momenten, die etwas verlangten: die, in denen es getan wurde, auch spät.</translation>
    </message>
    <message>
        <source>Of the prompts that were shown: those after which it was done.</source>
        <translation>Von den gezeigten Hinweisen: die, nach denen es getan wurde.</translation>
    </message>
    <message>
        <source>Of two prompts, the higher is shown</source>
        <translation>Von zwei Hinweisen erscheint der höhere</translation>
    </message>
    <message>
        <source>On the last syllables</source>
        <translation>In die letzten Silben</translation>
    </message>
    <message>
        <source>On their side</source>
        <translation>Auf der Seite des Kunden</translation>
    </message>
    <message>
        <source>Once you say that they are right they have nothing left to fight for.</source>
        <translation>Wer recht bekommt, hat nichts mehr zu erkämpfen.</translation>
    </message>
    <message>
        <source>One of these must have come</source>
        <translation>Einer dieser Befunde muss vorausgegangen sein</translation>
    </message>
    <message>
        <source>One step, in everyday words, then wait.</source>
        <translation>Ein Schritt, in Alltagsworten, dann warten.</translation>
    </message>
    <message>
        <source>One warm sentence, then back to the matter.</source>
        <translation>Ein herzlicher Satz, dann zurück zur Sache.</translation>
    </message>
    <message>
        <source>Only soon after</source>
        <translation>Nur kurz nach</translation>
    </message>
    <message>
        <source>Only they know whether it is solved.</source>
        <translation>Nur der Kunde weiß, ob es gelöst ist.</translation>
    </message>
    <message>
        <source>Only when they hear their problem back do they know that it has arrived.</source>
        <translation>Erst wenn Kunden ihr Problem zurückhören, wissen sie, dass es angekommen ist.</translation>
    </message>
    <message>
        <source>Opportunities taken</source>
        <translation>Genutzte Gelegenheiten</translation>
    </message>
    <message>
        <source>Passed on without a name they must tell it all again, to nobody they know.</source>
        <translation>Wer ohne Namen weitergereicht wird, muss alles noch einmal erzählen, und zwar Fremden.</translation>
    </message>
    <message>
        <source>Passed over what they shared</source>
        <translation>Persönliches übergangen</translation>
    </message>
    <message>
        <source>Passed them on</source>
        <translation>Hat weitergereicht</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>People calm down while they tell it. Who is cut off starts again, and louder.</source>
        <translation>Wer erzählt, wird ruhiger. Wer unterbrochen wird, fängt von vorn an, und lauter.</translation>
    </message>
    <message>
        <source>Phrases from a script tell people that they are a case.</source>
        <translation>Floskeln sagen Menschen, dass sie nur ein Fall sind.</translation>
    </message>
    <message>
        <source>Plain words to an equal: no pet names, no “it&apos;s very simple”.</source>
        <translation>Schlichte Worte auf Augenhöhe: keine Kosenamen, kein „it&apos;s very simple“.</translation>
    </message>
    <message>
        <source>Praise</source>
        <translation>Lob</translation>
    </message>
    <message>
        <source>Praise, gives way to warnings</source>
        <translation>Lob, weicht Warnungen</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Vorrang</translation>
    </message>
    <message>
        <source>Problem not said back</source>
        <translation>Problem nicht wiederholt</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Prompts followed</source>
        <translation>Befolgte Hinweise</translation>
    </message>
    <message>
        <source>Refused, and offered a way</source>
        <translation>Abgelehnt, mit Alternative</translation>
    </message>
    <message>
        <source>Refused, and offered nothing</source>
        <translation>Abgelehnt, ohne Alternative</translation>
    </message>
    <message>
        <source>Right moves a behavior up a box, wrong puts it back into the first. It comes again after 1, 3, 7, 14 days; the first box at once.</source>
        <translation>Richtig: ein Fach höher; falsch: zurück ins erste. Wieder dran ist es nach 1, 3, 7, 14 Tagen; das erste Fach sofort.</translation>
    </message>
    <message>
        <source>Rushed the closing</source>
        <translation>Abschluss überstürzt</translation>
    </message>
    <message>
        <source>Said it back</source>
        <translation>Hat es wiederholt</translation>
    </message>
    <message>
        <source>Said what happens next</source>
        <translation>Hat den nächsten Schritt genannt</translation>
    </message>
    <message>
        <source>Said what is done now</source>
        <translation>Hat gesagt, was jetzt geschieht</translation>
    </message>
    <message>
        <source>Say how long it takes and what you are doing.</source>
        <translation>Sagen Sie, wie lange es dauert und was Sie tun.</translation>
    </message>
    <message>
        <source>Say it as you would say it to a neighbor.</source>
        <translation>Sagen Sie es wie zu Ihren Nachbarn.</translation>
    </message>
    <message>
        <source>Say nothing, or a small “mm-hm”.</source>
        <translation>Sagen Sie nichts oder ein leises „mm-hm“.</translation>
    </message>
    <message>
        <source>Say what you are doing right now.</source>
        <translation>Sagen Sie, was Sie gerade tun.</translation>
    </message>
    <message>
        <source>Say who takes it, when, and that you stay until they have it.</source>
        <translation>Sagen Sie, wer übernimmt, wann, und dass Sie so lange dranbleiben.</translation>
    </message>
    <message>
        <source>Saying no with an option</source>
        <translation>Nein sagen, mit Alternative</translation>
    </message>
    <message>
        <source>Saying the problem back</source>
        <translation>Das Problem wiederholen</translation>
    </message>
    <message>
        <source>Saying what happens next</source>
        <translation>Sagen, wie es weitergeht</translation>
    </message>
    <message>
        <source>Saying what is done now</source>
        <translation>Sagen, was jetzt geschieht</translation>
    </message>
    <message>
        <source>Share for nudges</source>
        <translation>Anteil für Anstöße</translation>
    </message>
    <message>
        <source>Shorter sentences, and a breath between them.</source>
        <translation>Kürzere Sätze, und dazwischen Luft holen.</translation>
    </message>
    <message>
        <source>Showed empathy</source>
        <translation>Hat Empathie gezeigt</translation>
    </message>
    <message>
        <source>Showed sympathy</source>
        <translation>Hat Mitgefühl gezeigt</translation>
    </message>
    <message>
        <source>Silences</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>Silences that nobody explained, per hour of calls.</source>
        <translation>Stille, die niemand erklärt hat, pro Gesprächsstunde.</translation>
    </message>
    <message>
        <source>Slowed down</source>
        <translation>Wurde langsamer</translation>
    </message>
    <message>
        <source>Solved before asking</source>
        <translation>Gelöst, ohne zu fragen</translation>
    </message>
    <message>
        <source>Somebody cut in</source>
        <translation>Jemand fiel ins Wort</translation>
    </message>
    <message>
        <source>Speaking as to an equal</source>
        <translation>Auf Augenhöhe sprechen</translation>
    </message>
    <message>
        <source>Spoke too fast</source>
        <translation>Sprach zu schnell</translation>
    </message>
    <message>
        <source>Standing on their side</source>
        <translation>Auf der Seite des Kunden stehen</translation>
    </message>
    <message>
        <source>Start with “So …” and use two or three of their own words.</source>
        <translation>Beginnen Sie mit „So …“ und nutzen Sie zwei, drei Worte des Kunden.</translation>
    </message>
    <message>
        <source>Stay calm, say where the line is, and take your pause.</source>
        <translation>Bleiben Sie ruhig, ziehen Sie die Grenze und nehmen Sie sich Ihre Pause.</translation>
    </message>
    <message>
        <source>Staying safe and calm</source>
        <translation>Sicher und ruhig bleiben</translation>
    </message>
    <message>
        <source>Staying until someone has it</source>
        <translation>Dranbleiben, bis jemand übernimmt</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Bleibt stehen</translation>
    </message>
    <message>
        <source>Stop, and let them in.</source>
        <translation>Halten Sie inne und lassen Sie den Kunden zu Wort kommen.</translation>
    </message>
    <message>
        <source>Stuck</source>
        <translation>Festgefahren</translation>
    </message>
    <message>
        <source>Sure at least</source>
        <translation>Mindestens so sicher</translation>
    </message>
    <message>
        <source>Taking up what they mention</source>
        <translation>Persönliches aufgreifen</translation>
    </message>
    <message>
        <source>Talked down</source>
        <translation>Von oben herab gesprochen</translation>
    </message>
    <message>
        <source>Talked past them</source>
        <translation>Aneinander vorbeigeredet</translation>
    </message>
    <message>
        <source>The agent did it, or it is over</source>
        <translation>Der Agent hat es getan, oder es ist vorbei</translation>
    </message>
    <message>
        <source>The call is too loud and distorted: turn the softphone&apos;s volume down</source>
        <translation>Das Gespräch ist zu laut und verzerrt: Stellen Sie das Softphone leiser</translation>
    </message>
    <message>
        <source>The customer is too quiet: turn the call&apos;s volume up</source>
        <translation>Der Kunde ist zu leise: Stellen Sie das Gespräch lauter</translation>
    </message>
    <message>
        <source>The customer&apos;s side carries your own voice: choose the device on which you hear the customer</source>
        <translation>Die Kundenseite trägt Ihre eigene Stimme: Wählen Sie das Gerät, auf dem Sie den Kunden hören</translation>
    </message>
    <message>
        <source>They say it is resolved</source>
        <translation>Der Kunde sagt, es ist gelöst</translation>
    </message>
    <message>
        <source>They told you something of themselves. A word on it costs nothing.</source>
        <translation>Der Kunde hat etwas von sich erzählt. Ein Wort dazu kostet nichts.</translation>
    </message>
    <message>
        <source>They were right, and were not told</source>
        <translation>Hatte recht und hörte es nicht</translation>
    </message>
    <message>
        <source>Time to follow</source>
        <translation>Zeit zum Befolgen</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>To be asked again is to learn that nobody wrote it down.</source>
        <translation>Wer noch einmal gefragt wird, merkt, dass niemand mitgeschrieben hat.</translation>
    </message>
    <message>
        <source>Tone did not match</source>
        <translation>Ton nicht getroffen</translation>
    </message>
    <message>
        <source>Too late after</source>
        <translation>Zu spät nach</translation>
    </message>
    <message>
        <source>Took it on</source>
        <translation>Hat es übernommen</translation>
    </message>
    <message>
        <source>Tried to cut in</source>
        <translation>Wollte ins Wort fallen</translation>
    </message>
    <message>
        <source>Unexplained wait</source>
        <translation>Unerklärte Wartezeit</translation>
    </message>
    <message>
        <source>Unexplained waits</source>
        <translation>Unerklärte Wartezeiten</translation>
    </message>
    <message>
        <source>Use their name once, in a warm sentence.</source>
        <translation>Nennen Sie den Namen einmal, in einem herzlichen Satz.</translation>
    </message>
    <message>
        <source>Used their name</source>
        <translation>Hat den Namen genutzt</translation>
    </message>
    <message>
        <source>Using their name</source>
        <translation>Den Namen nutzen</translation>
    </message>
    <message>
        <source>Warm wording</source>
        <translation>Herzliche Wortwahl</translation>
    </message>
    <message>
        <source>Warning, may replace others</source>
        <translation>Warnung, darf ersetzen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>What happens next, who does it, and when.</source>
        <translation>Wie es weitergeht, wer es tut und wann.</translation>
    </message>
    <message>
        <source>What the finding&apos;s score is</source>
        <translation>Wie hoch der Wert des Befunds ist</translation>
    </message>
    <message>
        <source>What would you say or do now?</source>
        <translation>Was würden Sie jetzt sagen oder tun?</translation>
    </message>
    <message>
        <source>When your offers do not fit they know best what would.</source>
        <translation>Wenn Ihre Angebote nicht passen, weiß der Kunde am besten, was passt.</translation>
    </message>
    <message>
        <source>While they talk of feelings, steps do not reach them.</source>
        <translation>Wer von Gefühlen spricht, den erreichen keine Schritte.</translation>
    </message>
    <message>
        <source>Who is in a hurry wants to hear that you are, too.</source>
        <translation>Wer es eilig hat, will hören, dass Sie es auch eilig haben.</translation>
    </message>
    <message>
        <source>Who is right does not matter. Who helps does.</source>
        <translation>Wer recht hat, zählt nicht. Wer hilft, zählt.</translation>
    </message>
    <message>
        <source>Who is upset hears less. What is said fast must be said twice.</source>
        <translation>Wer verärgert ist, hört weniger. Was schnell gesagt wird, muss zweimal gesagt werden.</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>Innerhalb von</translation>
    </message>
    <message>
        <source>Without a next step they must call again to find out.</source>
        <translation>Ohne nächsten Schritt muss der Kunde noch einmal anrufen.</translation>
    </message>
    <message>
        <source>You are too quiet: move the microphone closer, or turn its volume up</source>
        <translation>Sie sind zu leise: Rücken Sie das Mikrofon näher, oder stellen Sie es lauter</translation>
    </message>
    <message>
        <source>You have it already. Use it, don&apos;t ask for it.</source>
        <translation>Sie haben es schon. Nutzen Sie es, fragen Sie nicht danach.</translation>
    </message>
    <message>
        <source>You need not put up with abuse. Calm and clear works best, and you may ask for help.</source>
        <translation>Beschimpfungen müssen Sie nicht hinnehmen. Ruhig und klar wirkt am besten, und Sie dürfen Hilfe holen.</translation>
    </message>
    <message>
        <source>Your microphone hears the customer: use a headset, or turn the speakers down</source>
        <translation>Ihr Mikrofon hört den Kunden: Nehmen Sie ein Headset, oder stellen Sie die Lautsprecher leiser</translation>
    </message>
    <message>
        <source>Your microphone is too loud: turn its volume down, or move it away</source>
        <translation>Ihr Mikrofon ist zu laut: Stellen Sie es leiser, oder rücken Sie es weg</translation>
    </message>
    <message>
        <source>a calm, resolved closing without asking whether it helped</source>
        <translation>ein ruhiger Abschluss nach gelöster Sache, ohne zu fragen, ob es half</translation>
    </message>
    <message>
        <source>a no, together with what can be done</source>
        <translation>ein Nein zusammen mit dem, was möglich ist</translation>
    </message>
    <message>
        <source>a solution or a judgement before any question about a new problem</source>
        <translation>eine Lösung oder ein Urteil vor jeder Frage zu einem neuen Problem</translation>
    </message>
    <message>
        <source>a transfer, or &apos;not my department&apos;, without who, when, and staying</source>
        <translation>eine Weiterleitung oder &apos;not my department&apos;, ohne wer, wann und Dranbleiben</translation>
    </message>
    <message>
        <source>a turn of the agent without the mismatch</source>
        <translation>ein Redebeitrag des Agenten, in dem der Ton stimmt</translation>
    </message>
    <message>
        <source>admits it</source>
        <translation>räumt es ein</translation>
    </message>
    <message>
        <source>answer feelings with feelings first, then the fix</source>
        <translation>Beantworten Sie Gefühle erst mit Gefühl, dann mit der Lösung</translation>
    </message>
    <message>
        <source>argues</source>
        <translation>streitet</translation>
    </message>
    <message>
        <source>ask about a new problem before offering a remedy</source>
        <translation>Fragen Sie zu einem neuen Problem nach, bevor Sie eine Lösung anbieten</translation>
    </message>
    <message>
        <source>ask their name, and use it</source>
        <translation>Fragen Sie nach dem Namen, und nutzen Sie ihn</translation>
    </message>
    <message>
        <source>ask what would help them when offers do not</source>
        <translation>Fragen Sie, was helfen würde, wenn Angebote nicht passen</translation>
    </message>
    <message>
        <source>ask whether it helped</source>
        <translation>Fragen Sie, ob es geholfen hat</translation>
    </message>
    <message>
        <source>asks</source>
        <translation>fragt</translation>
    </message>
    <message>
        <source>asks for their name</source>
        <translation>fragt nach dem Namen</translation>
    </message>
    <message>
        <source>asks for what they gave before</source>
        <translation>fragt nach schon Gesagtem</translation>
    </message>
    <message>
        <source>asks them to say it again</source>
        <translation>bittet um Wiederholung</translation>
    </message>
    <message>
        <source>asks what would help them</source>
        <translation>fragt, was helfen würde</translation>
    </message>
    <message>
        <source>asks whether it helped</source>
        <translation>fragt, ob es geholfen hat</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>calm, plain words</source>
        <translation>ruhige, schlichte Worte</translation>
    </message>
    <message>
        <source>cheerful, flippant, faster or louder words while the customer is upset</source>
        <translation>fröhliche, flapsige, schnellere oder lautere Worte, während der Kunde verärgert ist</translation>
    </message>
    <message>
        <source>close only once they say that it is resolved</source>
        <translation>Beenden Sie erst, wenn der Kunde sagt, dass es gelöst ist</translation>
    </message>
    <message>
        <source>close with what happens next, and when</source>
        <translation>Beenden Sie mit dem, was als Nächstes geschieht, und wann</translation>
    </message>
    <message>
        <source>closes while it is open</source>
        <translation>beendet, obwohl es offen ist</translation>
    </message>
    <message>
        <source>closing with no next step, date or name given</source>
        <translation>Abschluss ohne nächsten Schritt, Termin oder Namen</translation>
    </message>
    <message>
        <source>closing words while frustration is up, a question stands open or nothing is resolved</source>
        <translation>Abschiedsworte bei hoher Frustration, offener Frage oder ungelöster Sache</translation>
    </message>
    <message>
        <source>dead air or a hold without how long and why, or a long wait with no apology</source>
        <translation>Stille oder Warteschleife ohne wie lange und warum, oder lange Wartezeit ohne Entschuldigung</translation>
    </message>
    <message>
        <source>dismissed by the agent</source>
        <translation>vom Agenten ausgeblendet</translation>
    </message>
    <message>
        <source>does something about it</source>
        <translation>tut etwas dagegen</translation>
    </message>
    <message>
        <source>explains the wait</source>
        <translation>erklärt die Wartezeit</translation>
    </message>
    <message>
        <source>findings of your own, and words, count as they did when these calls were analyzed: with an older pack, their prompts are missing here</source>
        <translation>Eigene Auslöser und Wörter zählen so, wie sie bei der Auswertung dieser Gespräche galten: War das Paket älter, fehlen ihre Hinweise hier</translation>
    </message>
    <message>
        <source>findings of your own, or words, were changed: call files hold no speech to be judged again, so try those on kept calls</source>
        <translation>Eigene Auslöser oder Wörter wurden geändert: Gesprächsdateien enthalten keine Worte, die neu zu beurteilen wären; versuchen Sie es an aufbewahrten Gesprächen</translation>
    </message>
    <message>
        <source>followed</source>
        <translation>befolgt</translation>
    </message>
    <message>
        <source>frustration or distress rose and no empathy statement followed within two turns</source>
        <translation>Frustration oder Not stieg, und zwei Redebeiträge lang folgte nichts Einfühlsames</translation>
    </message>
    <message>
        <source>hours of calls</source>
        <translation>Gesprächsstunden</translation>
    </message>
    <message>
        <source>insults or threats aimed at the agent</source>
        <translation>Beleidigungen oder Drohungen gegen den Agenten</translation>
    </message>
    <message>
        <source>is more casual than they are</source>
        <translation>ist lockerer als der Kunde</translation>
    </message>
    <message>
        <source>is more cheerful than they are</source>
        <translation>ist fröhlicher als der Kunde</translation>
    </message>
    <message>
        <source>keep to calm and serious words while they are upset</source>
        <translation>Bleiben Sie bei ruhigen, ernsten Worten, solange der Kunde verärgert ist</translation>
    </message>
    <message>
        <source>leave out pet names and remarks on the person</source>
        <translation>Lassen Sie Kosenamen und Bemerkungen zur Person weg</translation>
    </message>
    <message>
        <source>lets them go on</source>
        <translation>lässt weitersprechen</translation>
    </message>
    <message>
        <source>look at the notes before asking for a name, number or date</source>
        <translation>Sehen Sie in die Notizen, bevor Sie nach Namen, Nummer oder Datum fragen</translation>
    </message>
    <message>
        <source>marked as helpful</source>
        <translation>als hilfreich markiert</translation>
    </message>
    <message>
        <source>marked as not helpful</source>
        <translation>als nicht hilfreich markiert</translation>
    </message>
    <message>
        <source>matches their tone</source>
        <translation>trifft den Ton</translation>
    </message>
    <message>
        <source>name how it feels for them within two turns of a complaint</source>
        <translation>Benennen Sie innerhalb von zwei Redebeiträgen, wie es sich für den Kunden anfühlt</translation>
    </message>
    <message>
        <source>name who takes it on and stay until they have it</source>
        <translation>Nennen Sie, wer übernimmt, und bleiben Sie so lange dran</translation>
    </message>
    <message>
        <source>names how it is for them</source>
        <translation>benennt, wie es für den Kunden ist</translation>
    </message>
    <message>
        <source>no longer needed</source>
        <translation>nicht mehr nötig</translation>
    </message>
    <message>
        <source>not followed</source>
        <translation>nicht befolgt</translation>
    </message>
    <message>
        <source>offer what can be done in the same breath as the no</source>
        <translation>Bieten Sie im selben Atemzug mit dem Nein an, was möglich ist</translation>
    </message>
    <message>
        <source>offers something</source>
        <translation>bietet etwas an</translation>
    </message>
    <message>
        <source>one side starts while the other holds the floor, who gives way or both go on</source>
        <translation>eine Seite beginnt, während die andere das Wort hat; wer nachgibt, oder beide sprechen weiter</translation>
    </message>
    <message>
        <source>opportunities</source>
        <translation>Gelegenheiten</translation>
    </message>
    <message>
        <source>over 30 s of the agent with no pause of 1 s and no question</source>
        <translation>über 30 s des Agenten ohne Pause von 1 s und ohne Frage</translation>
    </message>
    <message>
        <source>passes them on</source>
        <translation>reicht weiter</translation>
    </message>
    <message>
        <source>pause within half a minute, or ask</source>
        <translation>Machen Sie innerhalb einer halben Minute eine Pause, oder fragen Sie</translation>
    </message>
    <message>
        <source>problem open, customer anxious, and no &apos;right now&apos;, &apos;today&apos;</source>
        <translation>Problem offen, Kunde in Sorge, und kein &apos;right now&apos;, &apos;today&apos;</translation>
    </message>
    <message>
        <source>prompts</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>robotic or powerless phrases: &apos;per our policy&apos;, &apos;you need to&apos;</source>
        <translation>Floskeln oder Ohnmacht: &apos;per our policy&apos;, &apos;you need to&apos;</translation>
    </message>
    <message>
        <source>say a word on what they tell of themselves</source>
        <translation>Sagen Sie ein Wort zu dem, was der Kunde von sich erzählt</translation>
    </message>
    <message>
        <source>say before a silence how long it takes and why</source>
        <translation>Sagen Sie vor einer Stille, wie lange sie dauert und warum</translation>
    </message>
    <message>
        <source>say it in plain words of your own</source>
        <translation>Sagen Sie es in eigenen, schlichten Worten</translation>
    </message>
    <message>
        <source>say that they are right when your records say so</source>
        <translation>Sagen Sie, dass der Kunde recht hat, wenn Ihre Daten es zeigen</translation>
    </message>
    <message>
        <source>say the problem back in their own words before going on</source>
        <translation>Wiederholen Sie das Problem in den Worten des Kunden, bevor Sie weitermachen</translation>
    </message>
    <message>
        <source>say what you are doing right now</source>
        <translation>Sagen Sie, was Sie gerade tun</translation>
    </message>
    <message>
        <source>say what you will do together instead of arguing</source>
        <translation>Sagen Sie, was Sie gemeinsam tun werden, statt zu streiten</translation>
    </message>
    <message>
        <source>says how long it takes</source>
        <translation>sagt, wie lange es dauert</translation>
    </message>
    <message>
        <source>says it back</source>
        <translation>wiederholt das Problem</translation>
    </message>
    <message>
        <source>says no and offers nothing</source>
        <translation>sagt Nein und bietet nichts an</translation>
    </message>
    <message>
        <source>says no with an option</source>
        <translation>sagt Nein mit Alternative</translation>
    </message>
    <message>
        <source>says sorry</source>
        <translation>entschuldigt sich</translation>
    </message>
    <message>
        <source>says what happens next</source>
        <translation>sagt, wie es weitergeht</translation>
    </message>
    <message>
        <source>says what is done now</source>
        <translation>sagt, was jetzt geschieht</translation>
    </message>
    <message>
        <source>says what you are doing</source>
        <translation>sagt, was gerade getan wird</translation>
    </message>
    <message>
        <source>scored calls</source>
        <translation>bewertete Gespräche</translation>
    </message>
    <message>
        <source>shows sympathy</source>
        <translation>zeigt Mitgefühl</translation>
    </message>
    <message>
        <source>solves before asking</source>
        <translation>löst, ohne zu fragen</translation>
    </message>
    <message>
        <source>sounds like a script</source>
        <translation>klingt wie ein Skript</translation>
    </message>
    <message>
        <source>speak no faster than usual while they are upset</source>
        <translation>Sprechen Sie nicht schneller als sonst, solange der Kunde verärgert ist</translation>
    </message>
    <message>
        <source>stands on their side</source>
        <translation>steht auf der Seite des Kunden</translation>
    </message>
    <message>
        <source>steps answered with feelings or the reverse; evidence has &apos;only steps&apos; or &apos;only feelings&apos;</source>
        <translation>Schritte mit Gefühl beantwortet oder umgekehrt; Beleg ist &apos;only steps&apos; oder &apos;only feelings&apos;</translation>
    </message>
    <message>
        <source>still open when the call ended</source>
        <translation>bei Gesprächsende noch offen</translation>
    </message>
    <message>
        <source>takes it on</source>
        <translation>übernimmt es</translation>
    </message>
    <message>
        <source>takes the floor while they speak</source>
        <translation>unterbricht den Kunden</translation>
    </message>
    <message>
        <source>talks down to them</source>
        <translation>spricht von oben herab</translation>
    </message>
    <message>
        <source>the agent asked an open, leading or reflective question</source>
        <translation>der Agent stellte eine offene, lenkende oder spiegelnde Frage</translation>
    </message>
    <message>
        <source>the agent asked for a fact that the customer had already given</source>
        <translation>der Agent fragte nach etwas, das der Kunde schon gesagt hatte</translation>
    </message>
    <message>
        <source>the agent asked whether it helped, or to try it</source>
        <translation>der Agent fragte, ob es geholfen hat, oder bat, es zu versuchen</translation>
    </message>
    <message>
        <source>the agent said how long it takes, or why</source>
        <translation>der Agent sagte, wie lange es dauert oder warum</translation>
    </message>
    <message>
        <source>the agent said sorry</source>
        <translation>der Agent entschuldigte sich</translation>
    </message>
    <message>
        <source>the agent said the customer&apos;s name</source>
        <translation>der Agent nannte den Namen des Kunden</translation>
    </message>
    <message>
        <source>the agent said the problem back: &apos;so you…&apos;, &apos;let me make sure&apos;</source>
        <translation>der Agent wiederholte das Problem: &apos;so you…&apos;, &apos;let me make sure&apos;</translation>
    </message>
    <message>
        <source>the agent said what happens next, and when</source>
        <translation>der Agent sagte, wie es weitergeht und wann</translation>
    </message>
    <message>
        <source>the agent was silent until the customer had ended</source>
        <translation>der Agent schwieg, bis der Kunde geendet hatte</translation>
    </message>
    <message>
        <source>the agent&apos;s pace is back at their usual one</source>
        <translation>der Agent spricht wieder im gewohnten Tempo</translation>
    </message>
    <message>
        <source>the agent&apos;s pace is well above their own, or over 180 words a minute</source>
        <translation>der Agent spricht deutlich schneller als sonst oder mehr als 180 Wörter pro Minute</translation>
    </message>
    <message>
        <source>the agent&apos;s words or system confirm the complaint and no admission follows</source>
        <translation>Worte oder System des Agenten bestätigen die Beschwerde, und niemand räumt es ein</translation>
    </message>
    <message>
        <source>the customer confirms: &apos;that&apos;s all&apos;, thanks</source>
        <translation>der Kunde bestätigt: &apos;that&apos;s all&apos;, Dank</translation>
    </message>
    <message>
        <source>the customer described a problem and the agent said none of it back</source>
        <translation>der Kunde schilderte ein Problem, und der Agent wiederholte nichts davon</translation>
    </message>
    <message>
        <source>the customer is new to it or lost; the agent uses jargon</source>
        <translation>dem Kunden ist das Thema neu; der Agent benutzt Fachwörter</translation>
    </message>
    <message>
        <source>the customer told something personal in a calm call and it passed unremarked</source>
        <translation>der Kunde erzählte in einem ruhigen Gespräch Persönliches, und es blieb unbeachtet</translation>
    </message>
    <message>
        <source>the customer took a turn</source>
        <translation>der Kunde kam zu Wort</translation>
    </message>
    <message>
        <source>the customer&apos;s frustration eased after the agent&apos;s turn</source>
        <translation>die Frustration des Kunden sank nach dem Redebeitrag des Agenten</translation>
    </message>
    <message>
        <source>the customer&apos;s frustration rose</source>
        <translation>die Frustration des Kunden stieg</translation>
    </message>
    <message>
        <source>the name is known and unused for 3 minutes of an upset call, or was never asked</source>
        <translation>der Name ist bekannt und blieb 3 Minuten eines angespannten Gesprächs ungenutzt, oder es wurde nie nach ihm gefragt</translation>
    </message>
    <message>
        <source>two offers refused, or frustration high for 90 s after a solution</source>
        <translation>zwei Angebote abgelehnt, oder 90 s nach einer Lösung noch hohe Frustration</translation>
    </message>
    <message>
        <source>upset calls</source>
        <translation>angespannte Gespräche</translation>
    </message>
    <message>
        <source>uses their name</source>
        <translation>nutzt den Namen</translation>
    </message>
    <message>
        <source>wait until they have ended, or give the floor back at once</source>
        <translation>Warten Sie, bis der Kunde geendet hat, oder geben Sie das Wort sofort zurück</translation>
    </message>
    <message>
        <source>“Did this help?”</source>
        <translation>„Did this help?“</translation>
    </message>
    <message>
        <source>“I can&apos;t …, but what I can do is …”</source>
        <translation>„I can&apos;t …, but what I can do is …“</translation>
    </message>
    <message>
        <source>“What would help you most?”</source>
        <translation>„What would help you most?“</translation>
    </message>
    <message>
        <source>“You are right. That was our mistake.”</source>
        <translation>„You are right. That was our mistake.“</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln Gespräch</numerusform>
            <numerusform>%Ln Gespräche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) found</source>
        <translation>
            <numerusform>%Ln Gespräch gefunden</numerusform>
            <numerusform>%Ln Gespräche gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) selected</source>
        <translation>
            <numerusform>%Ln Gespräch gewählt</numerusform>
            <numerusform>%Ln Gespräche gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) could not be read</source>
        <translation>
            <numerusform>%Ln Gespräch ist nicht lesbar</numerusform>
            <numerusform>%Ln Gespräche sind nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) cannot be read, listed below</source>
        <translation>
            <numerusform>%Ln Gespräch ist nicht lesbar, siehe unten</numerusform>
            <numerusform>%Ln Gespräche sind nicht lesbar, siehe unten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recovered: %Ln call(s) that were cut off</source>
        <translation>
            <numerusform>Gerettet: %Ln abgebrochenes Gespräch</numerusform>
            <numerusform>Gerettet: %Ln abgebrochene Gespräche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) will be deleted for good in {left_s} s. Nobody can undo it then.</source>
        <translation>
            <numerusform>%Ln Gespräch wird in {left_s} s endgültig gelöscht. Danach lässt es sich nicht zurückholen.</numerusform>
            <numerusform>%Ln Gespräche werden in {left_s} s endgültig gelöscht. Danach lassen sie sich nicht zurückholen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln agent(s)</source>
        <translation>
            <numerusform>%Ln Agent</numerusform>
            <numerusform>%Ln Agenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln week(s)</source>
        <translation>
            <numerusform>%Ln Woche</numerusform>
            <numerusform>%Ln Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln secret(s) left out</source>
        <translation>
            <numerusform>%Ln vertrauliche Angabe ausgelassen</numerusform>
            <numerusform>%Ln vertrauliche Angaben ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moment(s)</source>
        <translation>
            <numerusform>%Ln Moment</numerusform>
            <numerusform>%Ln Momente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moment(s) in this call</source>
        <translation>
            <numerusform>%Ln Moment in diesem Gespräch</numerusform>
            <numerusform>%Ln Momente in diesem Gespräch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moment(s) in {calls} calls</source>
        <translation>
            <numerusform>%Ln Moment in {calls} Gesprächen</numerusform>
            <numerusform>%Ln Momente in {calls} Gesprächen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln Treffer</numerusform>
            <numerusform>%Ln Treffer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mistake(s): the numbers are of the last good text</source>
        <translation>
            <numerusform>%Ln Fehler: Die Zahlen gelten für den letzten fehlerfreien Text</numerusform>
            <numerusform>%Ln Fehler: Die Zahlen gelten für den letzten fehlerfreien Text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln prompt(s)</source>
        <translation>
            <numerusform>%Ln Hinweis</numerusform>
            <numerusform>%Ln Hinweise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s)</source>
        <translation>
            <numerusform>%Ln Markierung</numerusform>
            <numerusform>%Ln Markierungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>said %Ln time(s)</source>
        <translation>
            <numerusform>%Ln-mal gesagt</numerusform>
            <numerusform>%Ln-mal gesagt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fired %Ln time(s), before {before}</source>
        <translation>
            <numerusform>%Ln-mal ausgelöst, vorher {before}</numerusform>
            <numerusform>%Ln-mal ausgelöst, vorher {before}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln question(s)</source>
        <translation>
            <numerusform>%Ln Frage</numerusform>
            <numerusform>%Ln Fragen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CurveLayer</name>
    <message>
        <source>no frustration was measured</source>
        <translation>keine Frustration gemessen</translation>
    </message>
    <message>
        <source>{time}  frustration {level} of 100</source>
        <translation>{time}  Frustration {level} von 100</translation>
    </message>
</context>
<context>
    <name>CurveView</name>
    <message>
        <source>The customer&apos;s frustration, at most {peak}</source>
        <translation>Frustration des Kunden, höchstens {peak}</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>put right, but late</source>
        <translation>nachgeholt, aber spät</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>verpasst</translation>
    </message>
    <message>
        <source>missed {missed} of {of}</source>
        <translation>{missed} von {of} verpasst</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open in the timeline (Enter)</source>
        <translation>In der Zeitleiste öffnen (Eingabe)</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Üben</translation>
    </message>
    <message>
        <source>Practice on this call</source>
        <translation>Mit diesem Gespräch üben</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Open at this moment</source>
        <translation>An dieser Stelle öffnen</translation>
    </message>
    <message>
        <source>Delete, export or set the agent of all of them with a right click or its keys.</source>
        <translation>Löschen, exportieren oder Agenten setzen: mit Rechtsklick oder den Tasten, für alle zugleich.</translation>
    </message>
    <message>
        <source>Select a call to see it in short.</source>
        <translation>Wählen Sie ein Gespräch, um es kurz zu sehen.</translation>
    </message>
    <message>
        <source>Untitled call</source>
        <translation>Gespräch ohne Titel</translation>
    </message>
    <message>
        <source>Empathy: {says}</source>
        <translation>Empathie: {says}</translation>
    </message>
    <message>
        <source>First hard moment</source>
        <translation>Erster schwieriger Moment</translation>
    </message>
    <message>
        <source>No hard moment was found</source>
        <translation>Kein schwieriger Moment gefunden</translation>
    </message>
    <message>
        <source>Sound {size} MB, sealed</source>
        <translation>Ton {size} MB, verschlüsselt</translation>
    </message>
    <message>
        <source>kept until you delete it</source>
        <translation>gespeichert, bis Sie es löschen</translation>
    </message>
    <message>
        <source>kept until {day}, then deleted for good</source>
        <translation>gespeichert bis {day}, dann endgültig gelöscht</translation>
    </message>
</context>
<context>
    <name>DeviceEditor</name>
    <message>
        <source>{name}: how loud it is</source>
        <translation>{name}: wie laut</translation>
    </message>
    <message>
        <source>The system&apos;s microphone</source>
        <translation>Mikrofon des Systems</translation>
    </message>
    <message>
        <source>What this computer plays</source>
        <translation>Was dieser Computer wiedergibt</translation>
    </message>
    <message>
        <source>{name} (not there now)</source>
        <translation>{name} (gerade nicht da)</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>What {name} plays</source>
        <translation>Was {name} wiedergibt</translation>
    </message>
</context>
<context>
    <name>Doing</name>
    <message>
        <source>the selected calls are still being fetched; try again in a moment</source>
        <translation>die gewählten Gespräche werden noch geladen; versuchen Sie es gleich noch einmal</translation>
    </message>
    <message>
        <source>Export into the folder (the copies there are not sealed)</source>
        <translation>In den Ordner exportieren (die Kopien dort sind nicht verschlüsselt)</translation>
    </message>
    <message>
        <source>Exported to {folder}</source>
        <translation>Exportiert nach {folder}</translation>
    </message>
    <message>
        <source>a call that is being recorded can be deleted when it has ended</source>
        <translation>ein Gespräch, das gerade aufgezeichnet wird, lässt sich erst nach seinem Ende löschen</translation>
    </message>
    <message>
        <source>Rename the call</source>
        <translation>Gespräch umbenennen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Who took the call?</source>
        <translation>Wer hat das Gespräch geführt?</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Import recordings</source>
        <translation>Aufnahmen importieren</translation>
    </message>
    <message>
        <source>open the calls first; then recordings can be imported</source>
        <translation>öffnen Sie zuerst die Gespräche; dann lassen sich Aufnahmen importieren</translation>
    </message>
    <message>
        <source>Open	Enter</source>
        <translation>Öffnen	Eingabe</translation>
    </message>
    <message>
        <source>Practice	Ctrl+P</source>
        <translation>Üben	Strg+P</translation>
    </message>
    <message>
        <source>Rename…	F2</source>
        <translation>Umbenennen…	F2</translation>
    </message>
    <message>
        <source>Set agent…</source>
        <translation>Agent setzen…</translation>
    </message>
    <message>
        <source>Export…	Ctrl+E</source>
        <translation>Exportieren…	Strg+E</translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation>Löschen	Entf</translation>
    </message>
    <message>
        <source>nothing to save: the file is as it is here</source>
        <translation>nichts zu speichern: Die Datei ist schon so</translation>
    </message>
    <message>
        <source>their text is shown; undo gives yours back</source>
        <translation>der andere Text ist zu sehen; Rückgängig bringt Ihren zurück</translation>
    </message>
    <message>
        <source>saved: {name}, version {version}</source>
        <translation>gespeichert: {name}, Version {version}</translation>
    </message>
    <message>
        <source>{name} is saved with its mistakes; programs use the last good version</source>
        <translation>{name} ist mitsamt Fehlern gespeichert; Programme nutzen die letzte fehlerfreie Fassung</translation>
    </message>
    <message>
        <source>Changes are not saved</source>
        <translation>Änderungen sind nicht gespeichert</translation>
    </message>
    <message>
        <source>Save the changes in {name}?</source>
        <translation>Änderungen in {name} speichern?</translation>
    </message>
    <message>
        <source>mend the mistakes first; then the pack can be shared</source>
        <translation>beheben Sie zuerst die Fehler; dann lässt sich das Paket weitergeben</translation>
    </message>
    <message>
        <source>save the pack first (Ctrl+S); then it can be shared</source>
        <translation>speichern Sie das Paket zuerst (Strg+S); dann lässt es sich weitergeben</translation>
    </message>
    <message>
        <source>Share the pack into a folder</source>
        <translation>Paket in einen Ordner weitergeben</translation>
    </message>
    <message>
        <source>shared as {name}</source>
        <translation>weitergegeben als {name}</translation>
    </message>
    <message>
        <source>Call files to try the pack on</source>
        <translation>Gesprächsdateien zum Ausprobieren des Pakets</translation>
    </message>
    <message>
        <source>choose a prompt of a call under What if first</source>
        <translation>wählen Sie zuerst unter Was wäre wenn einen Hinweis eines Gesprächs</translation>
    </message>
    <message>
        <source>nothing was said there</source>
        <translation>dort wurde nichts gesagt</translation>
    </message>
    <message>
        <source>Export for a meeting (the copy there is not sealed)</source>
        <translation>Für eine Besprechung exportieren (die Kopie dort ist nicht verschlüsselt)</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Seite (*.html)</translation>
    </message>
    <message>
        <source>cannot write {path}: {problem}; choose another place</source>
        <translation>{path} lässt sich nicht schreiben: {problem}; wählen Sie einen anderen Ort</translation>
    </message>
    <message>
        <source>Written to {path}</source>
        <translation>Geschrieben nach {path}</translation>
    </message>
    <message>
        <source>Save a picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
    <message>
        <source>Save a web page</source>
        <translation>Webseite speichern</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>Find the recording of this call</source>
        <translation>Aufnahme dieses Gesprächs suchen</translation>
    </message>
    <message>
        <source>Deleted; Ctrl+Z brings it back</source>
        <translation>Gelöscht; Strg+Z bringt es zurück</translation>
    </message>
    <message>
        <source>No hard moment was noticed in this call</source>
        <translation>In diesem Gespräch fiel kein schwieriger Moment auf</translation>
    </message>
    <message>
        <source>Select what to loop: drag over a lane</source>
        <translation>Wählen Sie, was wiederholt werden soll: über eine Spur ziehen</translation>
    </message>
    <message>
        <source>There is no other moment of this kind there</source>
        <translation>Dort gibt es keinen weiteren Moment dieser Art</translation>
    </message>
    <message>
        <source>Marked; F2 adds words, Ctrl+Z takes it back</source>
        <translation>Markiert; F2 fügt Worte hinzu, Strg+Z nimmt es zurück</translation>
    </message>
</context>
<context>
    <name>DoomedBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Keep them (Ctrl+Z)</source>
        <translation>Behalten (Strg+Z)</translation>
    </message>
    <message>
        <source>Delete now</source>
        <translation>Jetzt löschen</translation>
    </message>
</context>
<context>
    <name>Dots</name>
    <message>
        <source>{right} right of {answered} answered, {count} in all</source>
        <translation>{right} von {answered} beantworteten richtig, {count} insgesamt</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
</context>
<context>
    <name>Empty</name>
    <message>
        <source>No calls to show yet</source>
        <translation>Noch keine Gespräche</translation>
    </message>
    <message>
        <source>Figures come from kept calls. Record one with the round button on the overlay, import recordings in the library, or show call files: callassist team FOLDER</source>
        <translation>Die Zahlen kommen aus gespeicherten Gesprächen. Zeichnen Sie eines mit dem runden Knopf im Overlay auf, importieren Sie Aufnahmen in der Bibliothek, oder zeigen Sie Gesprächsdateien: callassist team ORDNER</translation>
    </message>
    <message>
        <source>No call is like that</source>
        <translation>Kein Gespräch passt dazu</translation>
    </message>
    <message>
        <source>Search for something else, or look at all calls.</source>
        <translation>Suchen Sie nach etwas anderem, oder sehen Sie alle Gespräche an.</translation>
    </message>
    <message>
        <source>Show all calls</source>
        <translation>Alle Gespräche zeigen</translation>
    </message>
</context>
<context>
    <name>EventList</name>
    <message>
        <source>Nothing of this kind in this call</source>
        <translation>Nichts dieser Art in diesem Gespräch</translation>
    </message>
</context>
<context>
    <name>EventPage</name>
    <message>
        <source>What happened here</source>
        <translation>Was hier geschah</translation>
    </message>
</context>
<context>
    <name>Eventlist</name>
    <message>
        <source>interruption</source>
        <translation>Unterbrechung</translation>
    </message>
    <message>
        <source>missed chance</source>
        <translation>verpasste Gelegenheit</translation>
    </message>
    <message>
        <source>put right later</source>
        <translation>später nachgeholt</translation>
    </message>
    <message>
        <source>done well</source>
        <translation>gut gemacht</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>frustration peak</source>
        <translation>Frustrationsspitze</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>Warteschleife</translation>
    </message>
    <message>
        <source>not heard</source>
        <translation>nicht zu hören</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>good moment</source>
        <translation>guter Moment</translation>
    </message>
    <message>
        <source>to practice</source>
        <translation>zum Üben</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>cannot write {path}: {value}</source>
        <translation>{path} lässt sich nicht schreiben: {value}</translation>
    </message>
</context>
<context>
    <name>Feedback</name>
    <message>
        <source>Yes. You did well.</source>
        <translation>Ja. Das haben Sie gut gemacht.</translation>
    </message>
    <message>
        <source>Yes, as the agent did.</source>
        <translation>Ja, wie der Agent.</translation>
    </message>
    <message>
        <source>Not quite. This helps more:</source>
        <translation>Nicht ganz. Dies hilft mehr:</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>{before}, then {after}</source>
        <translation>{before}, dann {after}</translation>
    </message>
</context>
<context>
    <name>FlagLayer</name>
    <message>
        <source>Outcome: {outcome}</source>
        <translation>Ergebnis: {outcome}</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>What is said, at most {count} words</source>
        <translation>Was gesagt wird, höchstens {count} Wörter</translation>
    </message>
    <message>
        <source>Or plainly</source>
        <translation>Oder schlicht</translation>
    </message>
    <message>
        <source>Said when nothing fills the placeholder</source>
        <translation>Wird gesagt, wenn nichts den Platzhalter füllt</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>The line below; {evidence} becomes what shows it</source>
        <translation>Die Zeile darunter; aus {evidence} wird der Beleg</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>How much may be said in all, whatever the prompts want</source>
        <translation>Wie viel insgesamt gesagt werden darf, was die Hinweise auch wollen</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>Ihr eigener</translation>
    </message>
    <message>
        <source>from the packs below your file</source>
        <translation>aus den Paketen unter Ihrer Datei</translation>
    </message>
    <message>
        <source>Locked by the policy of {owner}</source>
        <translation>Gesperrt durch die Richtlinie von {owner}</translation>
    </message>
    <message>
        <source>your company</source>
        <translation>Ihrer Firma</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM, HH:mm</source>
        <translation>d. MMM, HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <translation>d. MMMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>dddd, d MMMM yyyy, HH:mm</source>
        <translation>dddd, d. MMMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>ddd HH:mm</source>
        <translation>ddd HH:mm</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number} %</translation>
    </message>
</context>
<context>
    <name>FrustrationGauge</name>
    <message>
        <source>{word}, rising</source>
        <translation>{word}, steigend</translation>
    </message>
    <message>
        <source>{word}, easing</source>
        <translation>{word}, sinkend</translation>
    </message>
    <message>
        <source>Customer&apos;s frustration: {words}</source>
        <translation>Frustration des Kunden: {words}</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Calls are kept sealed on this computer. The key goes into the system&apos;s keyring: you sign in as usual and need no further password. Nobody else who uses this computer can read them.</source>
        <translation>Gespräche liegen verschlüsselt auf diesem Computer. Der Schlüssel kommt in den Schlüsselbund des Systems: Sie melden sich wie gewohnt an und brauchen kein weiteres Passwort. Niemand sonst an diesem Computer kann sie lesen.</translation>
    </message>
    <message>
        <source>Calls are kept sealed with a passphrase that you choose. Without it nobody can read them again: write it down in a safe place. Four words that nobody would guess are best.</source>
        <translation>Gespräche werden mit einer Passphrase verschlüsselt, die Sie wählen. Ohne sie kann niemand sie je wieder lesen: Schreiben Sie sie auf und verwahren Sie sie sicher. Am besten sind vier Wörter, die niemand errät.</translation>
    </message>
    <message>
        <source>There is no keyring here to hold a key.</source>
        <translation>Hier gibt es keinen Schlüsselbund für den Schlüssel.</translation>
    </message>
    <message>
        <source>Or choose a passphrase, for a computer that others use with your sign-in.</source>
        <translation>Oder wählen Sie eine Passphrase, falls andere diesen Computer mit Ihrer Anmeldung nutzen.</translation>
    </message>
    <message>
        <source>No calls are kept yet</source>
        <translation>Noch sind keine Gespräche gespeichert</translation>
    </message>
    <message>
        <source>The calls are sealed</source>
        <translation>Die Gespräche sind verschlüsselt</translation>
    </message>
    <message>
        <source>The key is not here</source>
        <translation>Der Schlüssel ist nicht hier</translation>
    </message>
    <message>
        <source>Another program is busy with the calls</source>
        <translation>Ein anderes Programm nutzt gerade die Gespräche</translation>
    </message>
    <message>
        <source>The store of calls is damaged</source>
        <translation>Der Speicher der Gespräche ist beschädigt</translation>
    </message>
    <message>
        <source>The calls cannot be opened</source>
        <translation>Die Gespräche lassen sich nicht öffnen</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dieselbe</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Use a passphrase instead</source>
        <translation>Stattdessen eine Passphrase</translation>
    </message>
    <message>
        <source>Keep calls here</source>
        <translation>Gespräche hier speichern</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Enter the passphrase with which they were sealed.</source>
        <translation>Geben Sie die Passphrase ein, mit der sie verschlüsselt wurden.</translation>
    </message>
    <message>
        <source>Take at least {count} characters.</source>
        <translation>Nehmen Sie mindestens {count} Zeichen.</translation>
    </message>
    <message>
        <source>The two are not the same: type it again.</source>
        <translation>Die beiden sind nicht gleich: Geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>You can still listen live, and practice on recordings without keeping them.</source>
        <translation>Sie können trotzdem live mithören und mit Aufnahmen üben, ohne etwas zu speichern.</translation>
    </message>
</context>
<context>
    <name>Gauge</name>
    <message>
        <source>calm</source>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>uneasy</source>
        <translation>unruhig</translation>
    </message>
    <message>
        <source>upset</source>
        <translation>verärgert</translation>
    </message>
    <message>
        <source>very upset</source>
        <translation>sehr verärgert</translation>
    </message>
</context>
<context>
    <name>Gutter</name>
    <message>
        <source>Mute the agent ({number})</source>
        <translation>Agent stumm ({number})</translation>
    </message>
    <message>
        <source>Mute the customer ({number})</source>
        <translation>Kunde stumm ({number})</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>{time} long</source>
        <translation>{time} lang</translation>
    </message>
    <message>
        <source>heard by {engine}</source>
        <translation>erkannt mit {engine}</translation>
    </message>
    <message>
        <source>empathy</source>
        <translation>Empathie</translation>
    </message>
    <message>
        <source>frustration</source>
        <translation>Frustration</translation>
    </message>
    <message>
        <source>cut in</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>prompts followed</source>
        <translation>Hinweise befolgt</translation>
    </message>
    <message>
        <source>{followed} of {shown}</source>
        <translation>{followed} von {shown}</translation>
    </message>
    <message>
        <source>agent talked</source>
        <translation>Sprechanteil des Agenten</translation>
    </message>
    <message>
        <source>First hard moment</source>
        <translation>Erster schwieriger Moment</translation>
    </message>
    <message>
        <source>The hardest moment</source>
        <translation>Der schwierigste Moment</translation>
    </message>
    <message>
        <source>{what} at {time}: {advice}</source>
        <translation>{what} bei {time}: {advice}</translation>
    </message>
</context>
<context>
    <name>HealthLight</name>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>You: heard now</source>
        <translation>Sie: gerade zu hören</translation>
    </message>
    <message>
        <source>You: sound arrives, nobody speaks</source>
        <translation>Sie: Ton kommt an, niemand spricht</translation>
    </message>
    <message>
        <source>You: no sound yet</source>
        <translation>Sie: noch kein Ton</translation>
    </message>
    <message>
        <source>You: too quiet</source>
        <translation>Sie: zu leise</translation>
    </message>
    <message>
        <source>You: too loud, distorted</source>
        <translation>Sie: zu laut, verzerrt</translation>
    </message>
    <message>
        <source>You: your microphone hears the customer</source>
        <translation>Sie: Ihr Mikrofon hört den Kunden</translation>
    </message>
    <message>
        <source>You: the wrong device is heard</source>
        <translation>Sie: Das falsche Gerät wird gehört</translation>
    </message>
    <message>
        <source>You: cannot be heard</source>
        <translation>Sie: nicht zu hören</translation>
    </message>
    <message>
        <source>Customer: heard now</source>
        <translation>Kunde: gerade zu hören</translation>
    </message>
    <message>
        <source>Customer: sound arrives, nobody speaks</source>
        <translation>Kunde: Ton kommt an, niemand spricht</translation>
    </message>
    <message>
        <source>Customer: no sound yet</source>
        <translation>Kunde: noch kein Ton</translation>
    </message>
    <message>
        <source>Customer: too quiet</source>
        <translation>Kunde: zu leise</translation>
    </message>
    <message>
        <source>Customer: too loud, distorted</source>
        <translation>Kunde: zu laut, verzerrt</translation>
    </message>
    <message>
        <source>Customer: your voice comes back</source>
        <translation>Kunde: Ihre Stimme kommt zurück</translation>
    </message>
    <message>
        <source>Customer: your own voice is heard</source>
        <translation>Kunde: Ihre eigene Stimme wird gehört</translation>
    </message>
    <message>
        <source>Customer: cannot be heard</source>
        <translation>Kunde: nicht zu hören</translation>
    </message>
</context>
<context>
    <name>Hold</name>
    <message>
        <source>On hold {time}</source>
        <translation>Warteschleife {time}</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>A call plays up to a moment that mattered, and stops. You choose or say what you would do. Then you see what was done, and what helps.</source>
        <translation>Ein Gespräch läuft bis zu einem wichtigen Moment und hält an. Sie wählen oder sagen, was Sie tun würden. Dann sehen Sie, was getan wurde und was hilft.</translation>
    </message>
    <message>
        <source>There is nothing to practice in this call: no moment stands out. Take another call, or bookmark a moment in its timeline.</source>
        <translation>In diesem Gespräch gibt es nichts zu üben: Kein Moment sticht heraus. Nehmen Sie ein anderes Gespräch, oder setzen Sie in seiner Zeitleiste ein Lesezeichen.</translation>
    </message>
    <message>
        <source>This call is not kept, so your results are not kept either.</source>
        <translation>Dieses Gespräch ist nicht gespeichert, Ihre Ergebnisse daher auch nicht.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Your name, for your results</source>
        <translation>Ihr Name, für Ihre Ergebnisse</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Make a set…</source>
        <translation>Sammlung anlegen…</translation>
    </message>
    <message>
        <source>Practice this set</source>
        <translation>Diese Sammlung üben</translation>
    </message>
    <message>
        <source>Practice the set {name}: {moments}</source>
        <translation>Sammlung {name} üben: {moments}</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Üben</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Forget the set</source>
        <translation>Sammlung löschen</translation>
    </message>
    <message>
        <source>Choose a set.</source>
        <translation>Wählen Sie eine Sammlung.</translation>
    </message>
</context>
<context>
    <name>HotkeyCommands</name>
    <message>
        <source>Let clicks through</source>
        <translation>Klicks durchlassen</translation>
    </message>
    <message>
        <source>{count} hotkeys do not work: see the settings</source>
        <translation>{count} Tastenkürzel gehen nicht: siehe Einstellungen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>HotkeyEditor</name>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>{name}: no key</source>
        <translation>{name}: kein Kürzel</translation>
    </message>
</context>
<context>
    <name>Hotkeys</name>
    <message>
        <source>Start or end a call</source>
        <translation>Gespräch starten oder beenden</translation>
    </message>
    <message>
        <source>Dismiss the prompt</source>
        <translation>Hinweis ausblenden</translation>
    </message>
    <message>
        <source>This helped</source>
        <translation>Das hat geholfen</translation>
    </message>
    <message>
        <source>Mute for 5 minutes</source>
        <translation>5 Minuten stumm</translation>
    </message>
    <message>
        <source>Let clicks through</source>
        <translation>Klicks durchlassen</translation>
    </message>
    <message>
        <source>Show or hide notes</source>
        <translation>Notizen zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Open the menu</source>
        <translation>Menü öffnen</translation>
    </message>
    <message>
        <source>“{keys}” is no key: write it like Ctrl+Alt+D</source>
        <translation>„{keys}“ ist keine Taste: Schreiben Sie sie wie Ctrl+Alt+D</translation>
    </message>
    <message>
        <source>{keys} alone would be missing when you type: add Ctrl and Alt</source>
        <translation>{keys} allein würde beim Tippen fehlen: Nehmen Sie Strg und Alt dazu</translation>
    </message>
    <message>
        <source>{keys} belongs to the system: choose another</source>
        <translation>{keys} gehört dem System: Wählen Sie ein anderes Kürzel</translation>
    </message>
    <message>
        <source>{keys} means something in many programs: add another of Ctrl, Alt, Shift</source>
        <translation>{keys} ist in vielen Programmen belegt: Nehmen Sie Strg, Alt oder Umschalt dazu</translation>
    </message>
    <message>
        <source>{keys} is taken by “{other}”: choose another</source>
        <translation>{keys} ist durch „{other}“ belegt: Wählen Sie ein anderes Kürzel</translation>
    </message>
    <message>
        <source>{keys} is held by another program: choose another key, or close that program</source>
        <translation>{keys} ist durch ein anderes Programm belegt: Wählen Sie ein anderes Kürzel, oder beenden Sie jenes Programm</translation>
    </message>
    <message>
        <source>{keys} is not on this keyboard: choose another key</source>
        <translation>{keys} gibt es auf dieser Tastatur nicht: Wählen Sie ein anderes Kürzel</translation>
    </message>
    <message>
        <source>this Wayland desktop gives programs no global keys: in its keyboard settings, let a key run “callassist ctl”</source>
        <translation>dieser Wayland-Desktop gibt Programmen keine globalen Tasten: Legen Sie in seinen Tastatureinstellungen „callassist ctl“ auf eine Taste</translation>
    </message>
    <message>
        <source>the desktop did not allow global keys: allow them in its settings</source>
        <translation>der Desktop hat globale Tasten nicht erlaubt: Erlauben Sie sie in seinen Einstellungen</translation>
    </message>
    <message>
        <source>the screen&apos;s connection was lost: start callassist again for its keys</source>
        <translation>die Verbindung zum Bildschirm ging verloren: Starten Sie callassist neu, damit die Tasten wieder gehen</translation>
    </message>
</context>
<context>
    <name>ImportJob</name>
    <message>
        <source>not imported</source>
        <translation>nicht importiert</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Hide what is finished</source>
        <translation>Fertige verbergen</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>nothing can be imported before the calls are open</source>
        <translation>vor dem Öffnen der Gespräche lässt sich nichts importieren</translation>
    </message>
    <message>
        <source>Importing {which} of {total}</source>
        <translation>{which} von {total} wird importiert</translation>
    </message>
    <message>
        <source>{done} of {total} imported</source>
        <translation>{done} von {total} importiert</translation>
    </message>
    <message>
        <source>, {failed} failed</source>
        <translation>, {failed} fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>ImportRow</name>
    <message>
        <source>Import of {name}</source>
        <translation>Import von {name}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>not imported</source>
        <translation>nicht importiert</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Rename the set</source>
        <translation>Sammlung umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>KeptNotice</name>
    <message>
        <source>Call kept, {length}</source>
        <translation>Gespräch gespeichert, {length}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Press keys</source>
        <translation>Tasten drücken</translation>
    </message>
</context>
<context>
    <name>LayersMoments</name>
    <message>
        <source>missed</source>
        <translation>verpasst</translation>
    </message>
    <message>
        <source>put right later</source>
        <translation>später nachgeholt</translation>
    </message>
    <message>
        <source>done well</source>
        <translation>gut gemacht</translation>
    </message>
</context>
<context>
    <name>Laying</name>
    <message>
        <source>Studio</source>
        <translation>Studio</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>Suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>Seite zurücksetzen</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The last change, Ctrl+Z</source>
        <translation>Die letzte Änderung, Strg+Z</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Weitergeben…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the pack (Ctrl+S)</source>
        <translation>Paket speichern (Strg+S)</translation>
    </message>
    <message>
        <source>Write a sealed copy for others (Ctrl+E)</source>
        <translation>Signierte Kopie für andere schreiben (Strg+E)</translation>
    </message>
    <message>
        <source>New prompt</source>
        <translation>Neuer Hinweis</translation>
    </message>
    <message>
        <source>Add a prompt (Ctrl+N)</source>
        <translation>Hinweis hinzufügen (Strg+N)</translation>
    </message>
    <message>
        <source>Company words</source>
        <translation>Firmenwörter</translation>
    </message>
    <message>
        <source>Names, products, greetings and closings of your company</source>
        <translation>Namen, Produkte, Begrüßungen und Verabschiedungen Ihrer Firma</translation>
    </message>
    <message>
        <source>Mistakes in the pack file</source>
        <translation>Fehler in der Paketdatei</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre wenn</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>Try words</source>
        <translation>Worte prüfen</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Pack file</source>
        <translation>Paketdatei</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>taken</source>
        <translation>genutzt</translation>
    </message>
    <message>
        <source>put right late</source>
        <translation>spät nachgeholt</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>verpasst</translation>
    </message>
</context>
<context>
    <name>Lesson</name>
    <message>
        <source>What the agent did well in the call</source>
        <translation>Was der Agent im Gespräch gut machte</translation>
    </message>
    <message>
        <source>What the agent did in the call</source>
        <translation>Was der Agent im Gespräch tat</translation>
    </message>
    <message>
        <source>Said nothing, and listened.</source>
        <translation>Sagte nichts und hörte zu.</translation>
    </message>
    <message>
        <source>From: {source}</source>
        <translation>Quelle: {source}</translation>
    </message>
    <message>
        <source>callassist has nothing to add, or says</source>
        <translation>callassist hat nichts hinzuzufügen oder sagt</translation>
    </message>
    <message>
        <source>That helped</source>
        <translation>Das hat geholfen</translation>
    </message>
    <message>
        <source>callassist said at that moment</source>
        <translation>callassist sagte in diesem Moment</translation>
    </message>
    <message>
        <source>callassist would have said</source>
        <translation>callassist hätte gesagt</translation>
    </message>
</context>
<context>
    <name>LibraryWindow</name>
    <message>
        <source>Calls – callassist</source>
        <translation>Gespräche – callassist</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Import recordings (Ctrl+I), or drop them here</source>
        <translation>Aufnahmen importieren (Strg+I) oder hier ablegen</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Üben</translation>
    </message>
    <message>
        <source>Practice on the selected calls (Ctrl+P)</source>
        <translation>Mit den gewählten Gesprächen üben (Strg+P)</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>How the calls of all went, week by week</source>
        <translation>Wie die Gespräche aller verliefen, Woche für Woche</translation>
    </message>
    <message>
        <source>Change prompts, and see what they would have done</source>
        <translation>Hinweise ändern und sehen, was sie bewirkt hätten</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>Studio</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>Comment at {time}</source>
        <translation>Kommentar bei {time}</translation>
    </message>
    <message>
        <source>Good moment at {time}</source>
        <translation>Guter Moment bei {time}</translation>
    </message>
    <message>
        <source>Moment to practice at {time}</source>
        <translation>Moment zum Üben bei {time}</translation>
    </message>
    <message>
        <source>Add comment</source>
        <translation>Kommentar hinzufügen</translation>
    </message>
    <message>
        <source>Add good moment</source>
        <translation>Guten Moment hinzufügen</translation>
    </message>
    <message>
        <source>Add moment to practice</source>
        <translation>Moment zum Üben hinzufügen</translation>
    </message>
    <message>
        <source>Edit comment</source>
        <translation>Kommentar bearbeiten</translation>
    </message>
    <message>
        <source>Edit good moment</source>
        <translation>Guten Moment bearbeiten</translation>
    </message>
    <message>
        <source>Edit moment to practice</source>
        <translation>Moment zum Üben bearbeiten</translation>
    </message>
    <message>
        <source>Delete comment</source>
        <translation>Kommentar löschen</translation>
    </message>
    <message>
        <source>Delete good moment</source>
        <translation>Guten Moment löschen</translation>
    </message>
    <message>
        <source>Delete moment to practice</source>
        <translation>Moment zum Üben löschen</translation>
    </message>
</context>
<context>
    <name>MarksPage</name>
    <message>
        <source>Under What if, choose a prompt of a call and press R for right or W for wrong, Delete to take it back. Another marker opens the same file under another name.</source>
        <translation>Wählen Sie unter Was wäre wenn einen Hinweis eines Gesprächs und drücken Sie R für richtig oder W für falsch, Entf nimmt es zurück. Wer sonst noch markiert, öffnet dieselbe Datei unter anderem Namen.</translation>
    </message>
    <message>
        <source>A prompt is missing</source>
        <translation>Ein Hinweis fehlt</translation>
    </message>
    <message>
        <source>In which call</source>
        <translation>In welchem Gespräch</translation>
    </message>
    <message>
        <source>At which time, as 1:33</source>
        <translation>Zu welcher Zeit, wie 1:33</translation>
    </message>
    <message>
        <source>Mark as missing</source>
        <translation>Als fehlend markieren</translation>
    </message>
    <message>
        <source>“{says}” should have been shown in</source>
        <translation>„{says}“ hätte erscheinen sollen in</translation>
    </message>
    <message>
        <source>Choose a prompt on the left.</source>
        <translation>Wählen Sie links einen Hinweis.</translation>
    </message>
    <message>
        <source>{marks} in {name}. With this pack {right} right, {wrong} wrong, {missed} missing, {unmarked} that nobody marked</source>
        <translation>{marks} in {name}. Mit diesem Paket {right} richtig, {wrong} falsch, {missed} fehlend, {unmarked} von niemandem markiert</translation>
    </message>
    <message>
        <source>No marks yet.</source>
        <translation>Noch keine Markierungen.</translation>
    </message>
    <message>
        <source>{one} and {other}: </source>
        <translation>{one} und {other}: </translation>
    </message>
    <message>
        <source>kappa {kappa}, the same on {agreed} of {n} places</source>
        <translation>Kappa {kappa}, gleich an {agreed} von {n} Stellen</translation>
    </message>
    <message>
        <source>no kappa, {problem}</source>
        <translation>kein Kappa, {problem}</translation>
    </message>
</context>
<context>
    <name>MarksPanel</name>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>No comments yet. C writes one at the playhead or over the selection, G marks a good moment, T one to practice.</source>
        <translation>Noch keine Kommentare. C schreibt einen beim Abspielkopf oder über der Auswahl, G markiert einen guten Moment, T einen zum Üben.</translation>
    </message>
    <message>
        <source>Comments are kept with kept calls and call files. Analyze this recording with --out or --keep, and open what comes of it.</source>
        <translation>Kommentare gehören zu gespeicherten Gesprächen und Gesprächsdateien. Werten Sie diese Aufnahme mit --out oder --keep aus, und öffnen Sie das Ergebnis.</translation>
    </message>
    <message>
        <source>Text of the comment</source>
        <translation>Text des Kommentars</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} bis {end}</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>nobody speaks</source>
        <translation>niemand spricht</translation>
    </message>
    <message>
        <source>quiet</source>
        <translation>leise</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>zu laut</translation>
    </message>
    <message>
        <source>not heard</source>
        <translation>nicht zu hören</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Frustration</source>
        <translation>Frustration</translation>
    </message>
    <message>
        <source>Empathy</source>
        <translation>Empathie</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>When the call began</source>
        <translation>Wann das Gespräch begann</translation>
    </message>
    <message>
        <source>The customer&apos;s frustration over the call; the dot is its peak</source>
        <translation>Frustration des Kunden im Verlauf; der Punkt ist die Spitze</translation>
    </message>
    <message>
        <source>Empathy score, 0 to 100: which share of the opportunities was taken</source>
        <translation>Empathiewert, 0 bis 100: welcher Anteil der Gelegenheiten genutzt wurde</translation>
    </message>
    <message>
        <source>Prompts that were followed, of those shown</source>
        <translation>Befolgte Hinweise, von den gezeigten</translation>
    </message>
    <message>
        <source>A star for a good moment, and the number of comments and bookmarks</source>
        <translation>Ein Stern für einen guten Moment und die Zahl der Kommentare und Lesezeichen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>peak {peak}</source>
        <translation>Spitze {peak}</translation>
    </message>
    <message>
        <source>{score} of 100</source>
        <translation>{score} von 100</translation>
    </message>
    <message>
        <source>{followed} of {shown} followed</source>
        <translation>{followed} von {shown} befolgt</translation>
    </message>
    <message>
        <source>{count} good</source>
        <translation>{count} gut</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>being recorded now</source>
        <translation>wird gerade aufgezeichnet</translation>
    </message>
    <message>
        <source>recovered after the program ended without saving</source>
        <translation>wiederhergestellt, weil das Programm ohne Speichern endete</translation>
    </message>
    <message>
        <source>without sound</source>
        <translation>ohne Ton</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>Heute {time}</translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <translation>Gestern {time}</translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>Installing</source>
        <translation>Wird installiert</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei…</translation>
    </message>
    <message>
        <source>The model&apos;s zip file, for a computer without network</source>
        <translation>Die Zip-Datei des Modells, für einen Computer ohne Netz</translation>
    </message>
    <message>
        <source>The speech model is damaged</source>
        <translation>Das Sprachmodell ist beschädigt</translation>
    </message>
    <message>
        <source>Install it once more to repair it.</source>
        <translation>Installieren Sie es noch einmal, um es zu reparieren.</translation>
    </message>
    <message>
        <source>The speech model is partly here</source>
        <translation>Das Sprachmodell ist teilweise da</translation>
    </message>
    <message>
        <source>{done} of {size} MB have arrived; it goes on from there.</source>
        <translation>{done} von {size} MB sind da; dort geht es weiter.</translation>
    </message>
    <message>
        <source>No speech model is installed yet</source>
        <translation>Noch ist kein Sprachmodell installiert</translation>
    </message>
    <message>
        <source>It is fetched once, {size} MB, and checked. After that callassist never uses the network.</source>
        <translation>Es wird einmal geladen, {size} MB, und geprüft. Danach nutzt callassist nie mehr das Netz.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Install ({size} MB)</source>
        <translation>Installieren ({size} MB)</translation>
    </message>
    <message>
        <source>Installing the speech model</source>
        <translation>Das Sprachmodell wird installiert</translation>
    </message>
    <message>
        <source>Getting ready …</source>
        <translation>Wird vorbereitet …</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>The speech model is installed</source>
        <translation>Das Sprachmodell ist installiert</translation>
    </message>
    <message>
        <source>No speech model for “{language}” is installed</source>
        <translation>Für „{language}“ ist kein Sprachmodell installiert</translation>
    </message>
    <message>
        <source>callassist understands English calls. In other languages only timing and voices count; with a Vosk model for the language, unpacked into {folder}, words are at least written down.</source>
        <translation>callassist versteht englische Gespräche. In anderen Sprachen zählen nur Tempo und Stimmen; mit einem Vosk-Modell für die Sprache, entpackt nach {folder}, werden die Worte immerhin mitgeschrieben.</translation>
    </message>
    <message>
        <source>Until a speech model is installed, calls are heard with Moonshine tiny, which comes with callassist: English only, and weaker on phone lines.</source>
        <translation>Bis ein Sprachmodell installiert ist, hört Moonshine tiny die Gespräche, das callassist mitbringt: nur Englisch, und schwächer am Telefon.</translation>
    </message>
    <message>
        <source>Until a speech model is installed, no words are understood: install it before your first call.</source>
        <translation>Bis ein Sprachmodell installiert ist, wird kein Wort verstanden: Installieren Sie es vor Ihrem ersten Gespräch.</translation>
    </message>
    <message>
        <source>{done} of {total} MB have arrived</source>
        <translation>{done} von {total} MB sind da</translation>
    </message>
    <message>
        <source>Checked; unpacking …</source>
        <translation>Geprüft; wird entpackt …</translation>
    </message>
    <message>
        <source>{problem}. Try again, or install it from a file.</source>
        <translation>{problem}. Versuchen Sie es noch einmal, oder installieren Sie es aus einer Datei.</translation>
    </message>
    <message>
        <source>The model&apos;s zip file</source>
        <translation>Die Zip-Datei des Modells</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Zip-Dateien (*.zip)</translation>
    </message>
</context>
<context>
    <name>MomentCard</name>
    <message>
        <source>{title}, {day}, at {time}</source>
        <translation>{title}, {day}, bei {time}</translation>
    </message>
    <message>
        <source>Good moment: {note}. {said} {about}</source>
        <translation>Guter Moment: {note}. {said} {about}</translation>
    </message>
    <message>
        <source>Enter opens the call at this second</source>
        <translation>Eingabe öffnet das Gespräch an dieser Sekunde</translation>
    </message>
    <message>
        <source>Open the call at this second</source>
        <translation>Gespräch an dieser Sekunde öffnen</translation>
    </message>
</context>
<context>
    <name>MomentsPanel</name>
    <message>
        <source>Moments</source>
        <translation>Momente</translation>
    </message>
</context>
<context>
    <name>Mute</name>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Show prompts again</source>
        <translation>Wieder Hinweise zeigen</translation>
    </message>
    <message>
        <source>No prompts for {left}</source>
        <translation>Keine Hinweise für {left}</translation>
    </message>
    <message>
        <source>No prompts until the call ends</source>
        <translation>Keine Hinweise bis zum Gesprächsende</translation>
    </message>
    <message>
        <source>No prompts: your computer is set to do not disturb</source>
        <translation>Keine Hinweise: Ihr Computer steht auf „Bitte nicht stören“</translation>
    </message>
</context>
<context>
    <name>NoteRow</name>
    <message>
        <source>Copies this fact</source>
        <translation>Kopiert diese Angabe</translation>
    </message>
    <message>
        <source>Click to copy</source>
        <translation>Zum Kopieren klicken</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Versucht</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>Gesagt</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>Nothing yet. Names, numbers, dates and what was tried appear here.</source>
        <translation>Noch nichts. Hier erscheinen Namen, Nummern, Termine und was schon versucht wurde.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alle kopieren</translation>
    </message>
    <message>
        <source>Copy every note</source>
        <translation>Alle Notizen kopieren</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>{name}: less</source>
        <translation>{name}: weniger</translation>
    </message>
    <message>
        <source>{name}: more</source>
        <translation>{name}: mehr</translation>
    </message>
</context>
<context>
    <name>Overlap</name>
    <message>
        <source>{kind} by the agent</source>
        <translation>{kind} durch den Agenten</translation>
    </message>
    <message>
        <source>{kind} by the customer</source>
        <translation>{kind} durch den Kunden</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Busy: hearing you less closely</source>
        <translation>Ausgelastet: Sie werden weniger genau gehört</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overview of the whole call</source>
        <translation>Überblick über das ganze Gespräch</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>half done</source>
        <translation>halb erledigt</translation>
    </message>
    <message>
        <source>put right later</source>
        <translation>später nachgeholt</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>verpasst</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Choose a flag, a sign or a moment to see what happened there. N goes to the next one, B to the first hard moment.</source>
        <translation>Wählen Sie eine Fahne, ein Zeichen oder einen Moment, um zu sehen, was dort geschah. N geht zum nächsten, B zum ersten schwierigen Moment.</translation>
    </message>
    <message>
        <source>Play from 3 s before (R)</source>
        <translation>Ab 3 s davor abspielen (R)</translation>
    </message>
    <message>
        <source>What shows it</source>
        <translation>Was es zeigt</translation>
    </message>
    <message>
        <source>Both spoke</source>
        <translation>Beide sprachen</translation>
    </message>
    <message>
        <source>{overlap}: {length} s</source>
        <translation>{overlap}: {length} s</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>bei {time}</translation>
    </message>
    <message>
        <source>at {time}, {seconds} s after it began</source>
        <translation>bei {time}, {seconds} s nach dem Beginn</translation>
    </message>
    <message>
        <source>What was prompted</source>
        <translation>Welcher Hinweis kam</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Nothing: the budget was used, or another prompt stood</source>
        <translation>Keiner: Das Budget war verbraucht, oder ein anderer Hinweis stand</translation>
    </message>
    <message>
        <source>On the scorecard</source>
        <translation>In der Bewertung</translation>
    </message>
    <message>
        <source>What it takes</source>
        <translation>Was es braucht</translation>
    </message>
    <message>
        <source>This call has no scorecard.</source>
        <translation>Dieses Gespräch hat keine Bewertung.</translation>
    </message>
    <message>
        <source>Empathy {score}</source>
        <translation>Empathie {score}</translation>
    </message>
    <message>
        <source>Seen, and not part of the score</source>
        <translation>Gesehen, zählt aber nicht mit</translation>
    </message>
    <message>
        <source>frustration {level}</source>
        <translation>Frustration {level}</translation>
    </message>
    <message>
        <source>by {author}</source>
        <translation>von {author}</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>Sprechanteil</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>{} words a minute</source>
        <translation>{} Wörter pro Minute</translation>
    </message>
    <message>
        <source>Cut in</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Frustration</source>
        <translation>Frustration</translation>
    </message>
    <message>
        <source>Longest monologue</source>
        <translation>Längster Monolog</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartezeiten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Said back</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>{times} to {questions}</source>
        <translation>{times} auf {questions}</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>{points} of {most}</source>
        <translation>{points} von {most}</translation>
    </message>
    <message>
        <source>It would have taken: {takes}.</source>
        <translation>Nötig gewesen wäre: {takes}.</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Good moment</source>
        <translation>Guter Moment</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Üben</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>C comments here, G marks a good moment, T one to practice</source>
        <translation>C kommentiert hier, G markiert einen guten Moment, T einen zum Üben</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Mitschrift</translation>
    </message>
    <message>
        <source>Play from there  (B)</source>
        <translation>Von dort abspielen  (B)</translation>
    </message>
    <message>
        <source>S&amp;tep through</source>
        <translation>&amp;Durchgehen</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Moments</source>
        <translation>Momente</translation>
    </message>
    <message>
        <source>Scorecard</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>Passphrase wählen</translation>
    </message>
    <message>
        <source>Passphrase of the kept calls</source>
        <translation>Passphrase der gespeicherten Gespräche</translation>
    </message>
    <message>
        <source>That was not it</source>
        <translation>Das war sie nicht</translation>
    </message>
    <message>
        <source>Calls are kept sealed, and this computer has no keyring to hold the key. Without the passphrase nobody can read them again: write it down in a safe place.</source>
        <translation>Gespräche werden verschlüsselt, und dieser Computer hat keinen Schlüsselbund für den Schlüssel. Ohne die Passphrase kann niemand sie je wieder lesen: Schreiben Sie sie auf und verwahren Sie sie sicher.</translation>
    </message>
    <message>
        <source>The call is sealed with it, like those before.</source>
        <translation>Damit wird das Gespräch verschlüsselt, wie die früheren.</translation>
    </message>
    <message>
        <source>Try it again, or leave this call unrecorded.</source>
        <translation>Versuchen Sie es noch einmal, oder zeichnen Sie dieses Gespräch nicht auf.</translation>
    </message>
    <message>
        <source>Kept calls are sealed with it.</source>
        <translation>Damit sind die gespeicherten Gespräche verschlüsselt.</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dieselbe</translation>
    </message>
    <message>
        <source>Keep calls with it</source>
        <translation>Damit speichern</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Do not record</source>
        <translation>Nicht aufzeichnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Take at least {count} characters.</source>
        <translation>Nehmen Sie mindestens {count} Zeichen.</translation>
    </message>
    <message>
        <source>The two are not the same: type it again.</source>
        <translation>Die beiden sind nicht gleich: Geben Sie sie noch einmal ein.</translation>
    </message>
</context>
<context>
    <name>PhrasesEditor</name>
    <message>
        <source>Phrases</source>
        <translation>Wendungen</translation>
    </message>
    <message>
        <source>Phrases, one a line</source>
        <translation>Wendungen, eine pro Zeile</translation>
    </message>
    <message>
        <source>Who says them</source>
        <translation>Wer sie sagt</translation>
    </message>
    <message>
        <source>the agent says</source>
        <translation>der Agent sagt</translation>
    </message>
    <message>
        <source>the customer says</source>
        <translation>der Kunde sagt</translation>
    </message>
    <message>
        <source>Only after these words</source>
        <translation>Nur nach diesen Worten</translation>
    </message>
    <message>
        <source>Only if this was said shortly before, by the other side</source>
        <translation>Nur wenn dies kurz zuvor gesagt wurde, von der anderen Seite</translation>
    </message>
    <message>
        <source>Only if not followed by</source>
        <translation>Nur wenn nicht folgt</translation>
    </message>
    <message>
        <source>Only if this is not said shortly after, by the same side</source>
        <translation>Nur wenn dies nicht kurz danach gesagt wird, von derselben Seite</translation>
    </message>
    <message>
        <source>Only when it comes often</source>
        <translation>Nur wenn es oft vorkommt</translation>
    </message>
    <message>
        <source>It is noticed when it comes so often, and then once</source>
        <translation>Bemerkt wird es, wenn es so oft vorkommt, und dann einmal</translation>
    </message>
    <message>
        <source>Let words fire it…</source>
        <translation>Worte als Auslöser…</translation>
    </message>
    <message>
        <source>Make a finding from phrases, and let the prompt fire on it</source>
        <translation>Aus Wendungen einen Befund machen, der den Hinweis auslöst</translation>
    </message>
    <message>
        <source>{id}: one of these. (a|b) one of both, word? may be missing, * up to three words, ! takes back</source>
        <translation>{id}: eines davon. (a|b) eins von beiden, wort? darf fehlen, * bis zu drei Wörter, ! nimmt zurück</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>cannot write the picture {path}: {error}</source>
        <translation>das Bild {path} lässt sich nicht schreiben: {error}</translation>
    </message>
</context>
<context>
    <name>PlaceEditor</name>
    <message>
        <source>Show a sample prompt</source>
        <translation>Beispielhinweis zeigen</translation>
    </message>
</context>
<context>
    <name>PlacePicker</name>
    <message>
        <source>top left</source>
        <translation>oben links</translation>
    </message>
    <message>
        <source>top right</source>
        <translation>oben rechts</translation>
    </message>
    <message>
        <source>bottom left</source>
        <translation>unten links</translation>
    </message>
    <message>
        <source>bottom right</source>
        <translation>unten rechts</translation>
    </message>
    <message>
        <source>where you dragged it</source>
        <translation>wohin Sie es gezogen haben</translation>
    </message>
    <message>
        <source>{name}: {where}</source>
        <translation>{name}: {where}</translation>
    </message>
</context>
<context>
    <name>PracticeWindow</name>
    <message>
        <source>Practice – callassist</source>
        <translation>Üben – callassist</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Play on</source>
        <translation>Weiterhören</translation>
    </message>
    <message>
        <source>Hear what came (P)</source>
        <translation>Hören, wie es weiterging (P)</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Leave this one out</source>
        <translation>Diese Frage auslassen</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Back to the first page (Esc)</source>
        <translation>Zurück zur ersten Seite (Esc)</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Üben</translation>
    </message>
    <message>
        <source>{which} of {count} · {title}</source>
        <translation>{which} von {count} · {title}</translation>
    </message>
    <message>
        <source>Listen …</source>
        <translation>Hören Sie zu …</translation>
    </message>
    <message>
        <source>To the question</source>
        <translation>Zur Frage</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>{right} of {answered} right</source>
        <translation>{right} von {answered} richtig</translation>
    </message>
</context>
<context>
    <name>PromptCard</name>
    <message>
        <source>Helped</source>
        <translation>Hilfreich</translation>
    </message>
    <message>
        <source>This helped</source>
        <translation>Das hat geholfen</translation>
    </message>
    <message>
        <source>Not helpful</source>
        <translation>Nicht hilfreich</translation>
    </message>
    <message>
        <source>Not helpful: show this less often</source>
        <translation>Nicht hilfreich: seltener zeigen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PromptList</name>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>how much may be said in all</source>
        <translation>wie viel insgesamt gesagt werden darf</translation>
    </message>
    <message>
        <source>{prompts} · {per_minute} a minute</source>
        <translation>{prompts} · {per_minute} pro Minute</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>did not fire</source>
        <translation>nicht ausgelöst</translation>
    </message>
    <message>
        <source>{share} of budget</source>
        <translation>{share} Budget</translation>
    </message>
    <message>
        <source>locked by a policy</source>
        <translation>durch eine Richtlinie gesperrt</translation>
    </message>
    <message>
        <source>changed in your file</source>
        <translation>in Ihrer Datei geändert</translation>
    </message>
</context>
<context>
    <name>PromptView</name>
    <message>
        <source>Prompts</source>
        <translation>Hinweise</translation>
    </message>
</context>
<context>
    <name>RecordingSign</name>
    <message>
        <source>Listening and recording. Click to stop recording</source>
        <translation>Hört zu und zeichnet auf. Klicken beendet die Aufzeichnung</translation>
    </message>
    <message>
        <source>This call is being recorded on this computer; click to stop</source>
        <translation>Dieses Gespräch wird auf diesem Computer aufgezeichnet; Klicken beendet es</translation>
    </message>
    <message>
        <source>REC</source>
        <translation>REC</translation>
    </message>
</context>
<context>
    <name>Recovered</name>
    <message>
        <source>Recovered: the call of {time}, up to {until}</source>
        <translation>Gerettet: das Gespräch von {time}, bis {until}</translation>
    </message>
</context>
<context>
    <name>RecoveredBar</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>RecoveredNotice</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Kept calls</source>
        <translation>Gespeicherte Gespräche</translation>
    </message>
</context>
<context>
    <name>ResetButton</name>
    <message>
        <source>{label}: back to what the packs below say</source>
        <translation>{label}: zurück zu dem, was die Pakete darunter sagen</translation>
    </message>
    <message>
        <source>Changed in your file. Back to what the packs below say</source>
        <translation>In Ihrer Datei geändert. Zurück zu dem, was die Pakete darunter sagen</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>How it goes</source>
        <translation>So läuft es</translation>
    </message>
    <message>
        <source>Your answers will show here, by behavior.</source>
        <translation>Hier erscheinen Ihre Antworten, nach Verhalten.</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>{company} keeps calls for at most {days} days</source>
        <translation>{company} speichert Gespräche höchstens {days} Tage</translation>
    </message>
    <message>
        <source>Set by {company}</source>
        <translation>Festgelegt von {company}</translation>
    </message>
    <message>
        <source>{top} of {bottom}</source>
        <translation>{top} von {bottom}</translation>
    </message>
</context>
<context>
    <name>RowDelegate</name>
    <message>
        <source>{followed} of {shown}</source>
        <translation>{followed} von {shown}</translation>
    </message>
    <message>
        <source>Untitled call</source>
        <translation>Gespräch ohne Titel</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Prompts</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Overlaps</source>
        <translation>Überlappungen</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Frustration</source>
        <translation>Frustration</translation>
    </message>
    <message>
        <source>Moments</source>
        <translation>Momente</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
</context>
<context>
    <name>Sample</name>
    <message>
        <source>Let them finish</source>
        <translation>Ausreden lassen</translation>
    </message>
    <message>
        <source>A sample: this is how a prompt looks, and where it stands</source>
        <translation>Ein Beispiel: So sieht ein Hinweis aus, und hier steht er</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Save the pack</source>
        <translation>Paket speichern</translation>
    </message>
    <message>
        <source>What was changed, and why? The line stands in the pack&apos;s changelog.</source>
        <translation>Was wurde geändert, und warum? Es kommt in den Änderungsverlauf.</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>Was geändert wurde</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save without a new version</source>
        <translation>Ohne neue Version speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Both texts are the same.</source>
        <translation>Beide Texte sind gleich.</translation>
    </message>
</context>
<context>
    <name>ScorecardPage</name>
    <message>
        <source>Scorecard</source>
        <translation>Bewertung</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search calls</source>
        <translation>Gespräche suchen</translation>
    </message>
    <message>
        <source>Search words in the call</source>
        <translation>Wörter im Gespräch suchen</translation>
    </message>
    <message>
        <source>Previous place (Shift+Enter)</source>
        <translation>Vorige Stelle (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Next place (Enter)</source>
        <translation>Nächste Stelle (Eingabe)</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>Suche schließen (Esc)</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>{which} of {count}</source>
        <translation>{which} von {count}</translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message>
        <source>Words or &quot;exact words&quot;, and fields: agent:anna  score&lt;60  frustration&gt;0.5  after:7d  length&gt;5m  prompt:listen  outcome:ignored  good:yes</source>
        <translation>Wörter oder &quot;genaue Wörter&quot; und Felder: agent:anna  score&lt;60  frustration&gt;0.5  after:7d  length&gt;5m  prompt:listen  outcome:ignored  good:yes</translation>
    </message>
    <message>
        <source>Search words, or agent:anna score&lt;60 after:7d</source>
        <translation>Wörter suchen, oder agent:anna score&lt;60 after:7d</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <source>Since Monday</source>
        <translation>Seit Montag</translation>
    </message>
    <message>
        <source>Upset customers</source>
        <translation>Verärgerte Kunden</translation>
    </message>
    <message>
        <source>The customer was upset at some point</source>
        <translation>Der Kunde war irgendwann verärgert</translation>
    </message>
    <message>
        <source>Low score</source>
        <translation>Niedriger Wert</translation>
    </message>
    <message>
        <source>An empathy score under 60</source>
        <translation>Ein Empathiewert unter 60</translation>
    </message>
    <message>
        <source>Good moments</source>
        <translation>Gute Momente</translation>
    </message>
    <message>
        <source>Somebody marked a good moment</source>
        <translation>Jemand hat einen guten Moment markiert</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Calls that {agent} took</source>
        <translation>Gespräche, die {agent} geführt hat</translation>
    </message>
</context>
<context>
    <name>SetDialog</name>
    <message>
        <source>Make a set</source>
        <translation>Sammlung anlegen</translation>
    </message>
    <message>
        <source>Choose the bookmarks that belong together. You set them in the timeline, as good moments or as moments to practice.</source>
        <translation>Wählen Sie die Lesezeichen, die zusammengehören. Sie setzen sie in der Zeitleiste, als gute Momente oder als Momente zum Üben.</translation>
    </message>
    <message>
        <source>There are no bookmarks yet. Set some in the timeline: a good moment, or one to practice. Then come back.</source>
        <translation>Noch gibt es keine Lesezeichen. Setzen Sie welche in der Zeitleiste: einen guten Moment oder einen zum Üben. Kommen Sie dann zurück.</translation>
    </message>
    <message>
        <source>Name, such as saying no</source>
        <translation>Name, etwa „Nein sagen“</translation>
    </message>
    <message>
        <source>Name of the set</source>
        <translation>Name der Sammlung</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>Make the set</source>
        <translation>Sammlung anlegen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>This takes the place of the set with that name.</source>
        <translation>Das ersetzt die Sammlung mit diesem Namen.</translation>
    </message>
</context>
<context>
    <name>Sets</name>
    <message>
        <source>good moment</source>
        <translation>guter Moment</translation>
    </message>
    <message>
        <source>to practice</source>
        <translation>zum Üben</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>When a call begins and ends.</source>
        <translation>Wann ein Gespräch beginnt und endet.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>The two sides of a call. Speak: the bars move.</source>
        <translation>Die zwei Seiten eines Gesprächs. Sprechen Sie: Die Balken bewegen sich.</translation>
    </message>
    <message>
        <source>Speech model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>What turns a call into words, on this computer alone.</source>
        <translation>Was aus einem Gespräch Worte macht, allein auf diesem Computer.</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Overlay</translation>
    </message>
    <message>
        <source>The small card above your other windows.</source>
        <translation>Die kleine Karte über Ihren anderen Fenstern.</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Whose words you see. The studio edits them.</source>
        <translation>Wessen Worte Sie sehen. Bearbeitet werden sie im Studio.</translation>
    </message>
    <message>
        <source>Keeping calls</source>
        <translation>Gespräche speichern</translation>
    </message>
    <message>
        <source>Nothing is kept unless you press record.</source>
        <translation>Nichts wird gespeichert, solange Sie nicht auf Aufzeichnen drücken.</translation>
    </message>
    <message>
        <source>Hotkeys</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys that work while another program is in front.</source>
        <translation>Tasten, die auch gelten, wenn ein anderes Programm vorn ist.</translation>
    </message>
    <message>
        <source>Language and access</source>
        <translation>Sprache und Zugang</translation>
    </message>
    <message>
        <source>How windows and overlay can be read.</source>
        <translation>Wie Fenster und Overlay zu lesen sind.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>A call begins</source>
        <translation>Gesprächsbeginn</translation>
    </message>
    <message>
        <source>By itself: when the customer is heard after a silence. Until then only the last seconds are held, in memory.</source>
        <translation>Von selbst: wenn der Kunde nach einer Stille zu hören ist. Bis dahin werden nur die letzten Sekunden gehalten, im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>When I start it</source>
        <translation>Wenn ich es starte</translation>
    </message>
    <message>
        <source>By itself, with sound</source>
        <translation>Von selbst, durch Ton</translation>
    </message>
    <message>
        <source>End after silence</source>
        <translation>Ende nach Stille</translation>
    </message>
    <message>
        <source>A call that began by itself ends when both sides were silent for so long.</source>
        <translation>Ein von selbst begonnenes Gespräch endet, wenn beide Seiten so lange still waren.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Pause on hold music</source>
        <translation>Pause bei Wartemusik</translation>
    </message>
    <message>
        <source>No prompts while music plays on the customer&apos;s side.</source>
        <translation>Keine Hinweise, solange auf der Kundenseite Musik spielt.</translation>
    </message>
    <message>
        <source>Other programs may start and stop calls</source>
        <translation>Andere Programme dürfen Gespräche starten und beenden</translation>
    </message>
    <message>
        <source>For softphones and customer databases, with callassist ctl: on this computer only, and only for you. From the next start.</source>
        <translation>Für Softphones und Kundendatenbanken, mit callassist ctl: nur auf diesem Computer und nur für Sie. Ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>Ihr Mikrofon</translation>
    </message>
    <message>
        <source>What you speak into, best a headset.</source>
        <translation>Worin Sie sprechen, am besten ein Headset.</translation>
    </message>
    <message>
        <source>The customer&apos;s side</source>
        <translation>Die Kundenseite</translation>
    </message>
    <message>
        <source>What your headset plays, heard inside the computer.</source>
        <translation>Was Ihr Headset wiedergibt, im Computer mitgehört.</translation>
    </message>
    <message>
        <source>Recognizer</source>
        <translation>Spracherkennung</translation>
    </message>
    <message>
        <source>Automatic takes an installed Vosk model, and the bundled Moonshine where there is none.</source>
        <translation>Automatisch nimmt ein installiertes Vosk-Modell, und wo keines ist, das mitgelieferte Moonshine.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Which of the installed models hears calls.</source>
        <translation>Welches der installierten Modelle Gespräche hört.</translation>
    </message>
    <message>
        <source>The best installed</source>
        <translation>Das beste</translation>
    </message>
    <message>
        <source>Language of the calls</source>
        <translation>Sprache der Gespräche</translation>
    </message>
    <message>
        <source>A code such as en, de or pt-BR. A model for that language must be installed.</source>
        <translation>Ein Code wie en, de oder pt-BR. Ein Modell für diese Sprache muss installiert sein.</translation>
    </message>
    <message>
        <source>Colors</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Of the overlay and of every window.</source>
        <translation>Von Overlay und allen Fenstern.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Of the bar while it says nothing. A prompt is always opaque.</source>
        <translation>Der Leiste, solange sie nichts sagt. Ein Hinweis ist immer deckend.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Choose a corner, or drag the overlay anywhere. Its place is remembered for each screen.</source>
        <translation>Wählen Sie eine Ecke, oder ziehen Sie das Overlay irgendwohin. Sein Platz wird für jeden Bildschirm gemerkt.</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>Hand</translation>
    </message>
    <message>
        <source>Left puts the buttons on the left.</source>
        <translation>Links legt die Knöpfe nach links.</translation>
    </message>
    <message>
        <source>Right-handed</source>
        <translation>Rechtshändig</translation>
    </message>
    <message>
        <source>Left-handed</source>
        <translation>Linkshändig</translation>
    </message>
    <message>
        <source>Let clicks through</source>
        <translation>Klicks durchlassen</translation>
    </message>
    <message>
        <source>Clicks go to the window below; the overlay is then reached by its tray icon and hotkeys.</source>
        <translation>Klicks gehen an das Fenster darunter; das Overlay erreichen Sie dann über Symbol und Tastenkürzel.</translation>
    </message>
    <message>
        <source>Hide from screen sharing</source>
        <translation>Bei Bildschirmfreigabe verbergen</translation>
    </message>
    <message>
        <source>Where the system can; the overlay says so where it cannot.</source>
        <translation>Wo das System es kann; wo nicht, sagt es das Overlay.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Prompts for a kind of calls.</source>
        <translation>Hinweise für eine Art von Gesprächen.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Your own pack</source>
        <translation>Ihr eigenes Paket</translation>
    </message>
    <message>
        <source>A file that lies over all others, as the studio writes it.</source>
        <translation>Eine Datei über allen anderen, wie das Studio sie schreibt.</translation>
    </message>
    <message>
        <source>prompts.toml, if any</source>
        <translation>prompts.toml, falls da</translation>
    </message>
    <message>
        <source>The team&apos;s packs</source>
        <translation>Die Pakete des Teams</translation>
    </message>
    <message>
        <source>The folder where approved packs lie.</source>
        <translation>Der Ordner mit den freigegebenen Paketen.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Trusted key</source>
        <translation>Vertrauter Schlüssel</translation>
    </message>
    <message>
        <source>The public key that must have signed them. Without one, unsigned packs are taken.</source>
        <translation>Der öffentliche Schlüssel, der sie signiert haben muss. Ohne ihn gelten auch unsignierte Pakete.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>As kept calls name you; it stays on this computer.</source>
        <translation>So nennen Sie gespeicherte Gespräche; es bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>Delete after</source>
        <translation>Löschen nach</translation>
    </message>
    <message>
        <source>Older calls are deleted for good.</source>
        <translation>Ältere Gespräche werden endgültig gelöscht.</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tagen</translation>
    </message>
    <message>
        <source>Consent first</source>
        <translation>Erst Einwilligung</translation>
    </message>
    <message>
        <source>No sound is kept until you confirm that the customer agreed.</source>
        <translation>Kein Ton wird gespeichert, bis Sie bestätigen, dass der Kunde eingewilligt hat.</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>What you say</source>
        <translation>Was Sie sagen</translation>
    </message>
    <message>
        <source>Shown on the overlay when a recording starts.</source>
        <translation>Steht im Overlay, wenn eine Aufzeichnung beginnt.</translation>
    </message>
    <message>
        <source>I&apos;d like to record this call to learn from it. Is that all right with you?</source>
        <translation>I&apos;d like to record this call to learn from it. Is that all right with you?</translation>
    </message>
    <message>
        <source>Where calls are kept</source>
        <translation>Wo Gespräche liegen</translation>
    </message>
    <message>
        <source>A team&apos;s database, by its address; callassist must be started anew.</source>
        <translation>Die Datenbank eines Teams, mit Adresse; callassist muss neu gestartet werden.</translation>
    </message>
    <message>
        <source>this computer, sealed</source>
        <translation>dieser Computer, verschlüsselt</translation>
    </message>
    <message>
        <source>Measure nobody&apos;s voice</source>
        <translation>Keine Stimme messen</translation>
    </message>
    <message>
        <source>As the EU&apos;s AI Act asks at work: words and timing only. Holds from the next call.</source>
        <translation>Wie es der AI Act der EU bei der Arbeit verlangt: nur Worte und Ablauf. Gilt ab dem nächsten Gespräch.</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>Start or end a call</source>
        <translation>Gespräch starten oder beenden</translation>
    </message>
    <message>
        <source>Dismiss the prompt</source>
        <translation>Hinweis ausblenden</translation>
    </message>
    <message>
        <source>It helped</source>
        <translation>Hat geholfen</translation>
    </message>
    <message>
        <source>Says so of the prompt that stands.</source>
        <translation>Sagt es vom Hinweis, der gerade steht.</translation>
    </message>
    <message>
        <source>Mute for five minutes</source>
        <translation>Fünf Minuten stumm</translation>
    </message>
    <message>
        <source>No prompts meanwhile; listening goes on.</source>
        <translation>Solange keine Hinweise; das Zuhören geht weiter.</translation>
    </message>
    <message>
        <source>Let clicks through, or not</source>
        <translation>Klicks durchlassen oder nicht</translation>
    </message>
    <message>
        <source>Show or hide the notes</source>
        <translation>Notizen zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Open the overlay&apos;s menu</source>
        <translation>Menü des Overlays öffnen</translation>
    </message>
    <message>
        <source>For everything else, without a pointer.</source>
        <translation>Für alles andere, ohne Maus.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of windows, overlay and the program&apos;s own prompts, from the next start.</source>
        <translation>Von Fenstern, Overlay und den Hinweisen des Programms, ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Times the system&apos;s text size.</source>
        <translation>Mal die Schriftgröße des Systems.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Black, white and strong outlines.</source>
        <translation>Schwarz, Weiß und kräftige Umrisse.</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Nothing fades or moves.</source>
        <translation>Nichts blendet über oder bewegt sich.</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Microphone, customer&apos;s side, speech model and place, one after another.</source>
        <translation>Mikrofon, Kundenseite, Sprachmodell und Platz, nacheinander.</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Bei der Anmeldung starten</translation>
    </message>
    <message>
        <source>callassist is there before the first call, waiting quietly.</source>
        <translation>callassist ist vor dem ersten Gespräch da und wartet still.</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Settings – callassist</source>
        <translation>Einstellungen – callassist</translation>
    </message>
    <message>
        <source>The settings were changed outside this window</source>
        <translation>Die Einstellungen wurden außerhalb dieses Fensters geändert</translation>
    </message>
    <message>
        <source>Taken back: {name}</source>
        <translation>Zurückgenommen: {name}</translation>
    </message>
    <message>
        <source>“{page}” is as at first</source>
        <translation>„{page}“ ist wie zu Beginn</translation>
    </message>
    <message>
        <source>Installed: it hears calls from the next one on</source>
        <translation>Installiert: Es hört ab dem nächsten Gespräch</translation>
    </message>
    <message>
        <source>Kept: {name}</source>
        <translation>Gespeichert: {name}</translation>
    </message>
    <message>
        <source>The policy of {company} does not allow keeping calls.</source>
        <translation>Die Richtlinie von {company} erlaubt das Speichern von Gesprächen nicht.</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>A quiet helper beside your calls</source>
        <translation>Ein stiller Helfer neben Ihren Gesprächen</translation>
    </message>
    <message>
        <source>It hears both sides of a call and, at the right second, shows one short thing.</source>
        <translation>Er hört beide Seiten eines Gesprächs und zeigt in der richtigen Sekunde etwas Kurzes.</translation>
    </message>
    <message>
        <source>The two sides of a call</source>
        <translation>Die zwei Seiten eines Gesprächs</translation>
    </message>
    <message>
        <source>Speak: the first bar moves. Play the test sound: the second one does.</source>
        <translation>Sprechen Sie: Der erste Balken bewegt sich. Spielen Sie den Testton: der zweite.</translation>
    </message>
    <message>
        <source>What understands the words</source>
        <translation>Was die Worte versteht</translation>
    </message>
    <message>
        <source>A speech model turns a call into words, on this computer.</source>
        <translation>Ein Sprachmodell macht aus einem Gespräch Worte, auf diesem Computer.</translation>
    </message>
    <message>
        <source>Where prompts appear</source>
        <translation>Wo Hinweise erscheinen</translation>
    </message>
    <message>
        <source>A sample stands there now. Choose a corner, or drag it anywhere, any time.</source>
        <translation>Dort steht jetzt ein Beispiel. Wählen Sie eine Ecke, oder ziehen Sie es jederzeit irgendwohin.</translation>
    </message>
    <message>
        <source>Starting, and keeping</source>
        <translation>Starten und Speichern</translation>
    </message>
    <message>
        <source>No call is kept unless you press record on the overlay. Then it is kept sealed, on this computer, without card numbers and passwords.</source>
        <translation>Kein Gespräch wird gespeichert, solange Sie im Overlay nicht auf Aufzeichnen drücken. Dann liegt es verschlüsselt auf diesem Computer, ohne Kartennummern und Passwörter.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Everything can be changed later, in the settings.</source>
        <translation>Alles lässt sich später in den Einstellungen ändern.</translation>
    </message>
</context>
<context>
    <name>SetupWindow</name>
    <message>
        <source>First steps – callassist</source>
        <translation>Erste Schritte – callassist</translation>
    </message>
    <message>
        <source>Skip the rest</source>
        <translation>Rest überspringen</translation>
    </message>
    <message>
        <source>Esc; what was chosen so far is kept</source>
        <translation>Esc; was bisher gewählt wurde, bleibt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Links</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>No call is kept: the policy of {company} does not allow it.</source>
        <translation>Kein Gespräch wird gespeichert: Die Richtlinie von {company} erlaubt es nicht.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Start callassist</source>
        <translation>callassist starten</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>the system&apos;s microphone</source>
        <translation>das Mikrofon des Systems</translation>
    </message>
    <message>
        <source>what this computer plays</source>
        <translation>was dieser Computer wiedergibt</translation>
    </message>
    <message>
        <source>You: {agent}. Customer: {customer}.</source>
        <translation>Sie: {agent}. Kunde: {customer}.</translation>
    </message>
    <message>
        <source>A call begins by itself when the customer is heard.</source>
        <translation>Ein Gespräch beginnt von selbst, wenn der Kunde zu hören ist.</translation>
    </message>
    <message>
        <source>Press Start on the overlay when a call begins.</source>
        <translation>Drücken Sie im Overlay auf Starten, wenn ein Gespräch beginnt.</translation>
    </message>
    <message>
        <source>The speech model is installed.</source>
        <translation>Das Sprachmodell ist installiert.</translation>
    </message>
    <message>
        <source>The speech model is still arriving; closing stops it, and the settings go on from there.</source>
        <translation>Das Sprachmodell kommt noch an; Schließen hält es an, die Einstellungen machen dort weiter.</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Wie es weitergeht</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>A right click on the overlay, or its tray icon, has everything else: settings, kept calls, pause, quit.</source>
        <translation>Ein Rechtsklick auf das Overlay oder sein Symbol bietet alles andere: Einstellungen, gespeicherte Gespräche, Pause, Beenden.</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Hidden from shared screens</source>
        <translation>Bei Bildschirmfreigabe verborgen</translation>
    </message>
    <message>
        <source>Hidden from some shared screens</source>
        <translation>Bei mancher Bildschirmfreigabe verborgen</translation>
    </message>
    <message>
        <source>Cannot be hidden from shared screens here</source>
        <translation>Hier bei Bildschirmfreigabe nicht zu verbergen</translation>
    </message>
    <message>
        <source>It cannot be hidden here: who sees your screen sees the overlay</source>
        <translation>Hier lässt es sich nicht verbergen: Wer Ihren Bildschirm sieht, sieht das Overlay</translation>
    </message>
    <message>
        <source>Who sees your shared screen sees the overlay</source>
        <translation>Wer Ihren freigegebenen Bildschirm sieht, sieht das Overlay</translation>
    </message>
    <message>
        <source>Shared screens and recordings leave the overlay out</source>
        <translation>Bildschirmfreigaben und -aufnahmen lassen das Overlay aus</translation>
    </message>
    <message>
        <source>Some programs leave the overlay out; newer ones may show it: try yours</source>
        <translation>Manche Programme lassen das Overlay aus; neuere zeigen es vielleicht: Probieren Sie Ihres</translation>
    </message>
    <message>
        <source>This system did not hide it: who sees your screen sees the overlay</source>
        <translation>Dieses System hat es nicht verborgen: Wer Ihren Bildschirm sieht, sieht das Overlay</translation>
    </message>
    <message>
        <source>It is hidden once the overlay is shown</source>
        <translation>Es wird verborgen, sobald das Overlay erscheint</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>go there; on a sign, see what happened</source>
        <translation>dorthin; auf einem Zeichen: sehen, was geschah</translation>
    </message>
    <message>
        <source>Drag on the ruler</source>
        <translation>Auf dem Lineal ziehen</translation>
    </message>
    <message>
        <source>hear while dragging the playhead</source>
        <translation>beim Ziehen mithören</translation>
    </message>
    <message>
        <source>Drag on a lane</source>
        <translation>Auf einer Spur ziehen</translation>
    </message>
    <message>
        <source>select seconds</source>
        <translation>Sekunden auswählen</translation>
    </message>
    <message>
        <source>Double click on a turn</source>
        <translation>Doppelklick auf einen Redebeitrag</translation>
    </message>
    <message>
        <source>select it</source>
        <translation>ihn auswählen</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>zoom where the pointer is</source>
        <translation>am Mauszeiger vergrößern</translation>
    </message>
    <message>
        <source>Shift and wheel, Alt and drag</source>
        <translation>Umschalt und Mausrad, Alt und Ziehen</translation>
    </message>
    <message>
        <source>move along the call</source>
        <translation>im Gespräch wandern</translation>
    </message>
    <message>
        <source>Keys and signs</source>
        <translation>Tasten und Zeichen</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Overlaps</source>
        <translation>Überlappungen</translation>
    </message>
    <message>
        <source>Moments and comments</source>
        <translation>Momente und Kommentare</translation>
    </message>
</context>
<context>
    <name>SilenceLayer</name>
    <message>
        <source>{length} s silence</source>
        <translation>{length} s Stille</translation>
    </message>
</context>
<context>
    <name>SoundTests</name>
    <message>
        <source>Say a sentence</source>
        <translation>Satz sagen</translation>
    </message>
    <message>
        <source>Play a test sound</source>
        <translation>Testton abspielen</translation>
    </message>
    <message>
        <source>It plays where calls play; the customer&apos;s side must hear it.</source>
        <translation>Die Kundenseite muss den Ton hören.</translation>
    </message>
    <message>
        <source>Please say: “{sentence}”</source>
        <translation>Bitte sagen Sie: „{sentence}“</translation>
    </message>
    <message>
        <source>Say any sentence.</source>
        <translation>Sagen Sie irgendeinen Satz.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Speak now: “{sentence}”</source>
        <translation>Sprechen Sie jetzt: „{sentence}“</translation>
    </message>
    <message>
        <source>Speak now …</source>
        <translation>Sprechen Sie jetzt …</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>Noch einmal sagen</translation>
    </message>
    <message>
        <source>Nobody was heard. Is the microphone switched on?</source>
        <translation>Niemand war zu hören. Ist das Mikrofon eingeschaltet?</translation>
    </message>
    <message>
        <source>Recognizing …</source>
        <translation>Wird erkannt …</translation>
    </message>
    <message>
        <source>Heard: “{words}”</source>
        <translation>Gehört: „{words}“</translation>
    </message>
    <message>
        <source>No words were heard. Speak a little closer to it.</source>
        <translation>Keine Worte gehört. Sprechen Sie etwas näher am Mikrofon.</translation>
    </message>
    <message>
        <source>Playing …</source>
        <translation>Wird abgespielt …</translation>
    </message>
    <message>
        <source>Heard: the customer&apos;s side works.</source>
        <translation>Gehört: Die Kundenseite funktioniert.</translation>
    </message>
    <message>
        <source>Not heard: choose the device above that your headset plays on.</source>
        <translation>Nicht gehört: Wählen Sie oben das Gerät, auf dem Ihr Headset wiedergibt.</translation>
    </message>
    <message>
        <source>Heard, but your microphone hears it too: a headset is better.</source>
        <translation>Gehört, aber Ihr Mikrofon hört es auch: Ein Headset ist besser.</translation>
    </message>
    <message>
        <source>Both sides are the same device: choose the headset&apos;s microphone above, and what this computer plays for the customer.</source>
        <translation>Beide Seiten sind dasselbe Gerät: Wählen Sie oben das Mikrofon des Headsets und für den Kunden, was dieser Computer wiedergibt.</translation>
    </message>
    <message>
        <source>The customer&apos;s side hears your voice: choose what this computer plays for it, and switch off that you hear yourself.</source>
        <translation>Die Kundenseite hört Ihre Stimme: Wählen Sie dafür, was dieser Computer wiedergibt, und schalten Sie das Mithören der eigenen Stimme aus.</translation>
    </message>
</context>
<context>
    <name>SpeakingRow</name>
    <message>
        <source>Say it</source>
        <translation>Selbst sagen</translation>
    </message>
    <message>
        <source>Hold this button or Space while you speak</source>
        <translation>Halten Sie diesen Knopf oder die Leertaste, während Sie sprechen</translation>
    </message>
    <message>
        <source>Or type what you would say, then Enter</source>
        <translation>Oder tippen Sie, was Sie sagen würden, dann Eingabe</translation>
    </message>
    <message>
        <source>What you would say</source>
        <translation>Was Sie sagen würden</translation>
    </message>
    <message>
        <source>How loud you are</source>
        <translation>Wie laut Sie sind</translation>
    </message>
    <message>
        <source>Getting ready to listen …</source>
        <translation>Wird vorbereitet …</translation>
    </message>
    <message>
        <source>Speak now …</source>
        <translation>Sprechen Sie jetzt …</translation>
    </message>
    <message>
        <source>Recognizing …</source>
        <translation>Wird erkannt …</translation>
    </message>
    <message>
        <source>No words were heard. Say it again, a little closer, or type it.</source>
        <translation>Keine Worte gehört. Sagen Sie es noch einmal, etwas näher, oder tippen Sie es.</translation>
    </message>
    <message>
        <source>Speak now, and let go when you are done.</source>
        <translation>Sprechen Sie jetzt, und lassen Sie los, wenn Sie fertig sind.</translation>
    </message>
</context>
<context>
    <name>SpeedButton</name>
    <message>
        <source>Speed ([ slower, ] faster)</source>
        <translation>Tempo ([ langsamer, ] schneller)</translation>
    </message>
    <message>
        <source>Speed {speed}</source>
        <translation>Tempo {speed}</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>How far it is to the question</source>
        <translation>Wie weit es bis zur Frage ist</translation>
    </message>
    <message>
        <source>Hear it again</source>
        <translation>Noch einmal hören</translation>
    </message>
    <message>
        <source>To the question</source>
        <translation>Zur Frage</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>this call has no sound</source>
        <translation>dieses Gespräch hat keinen Ton</translation>
    </message>
    <message>
        <source>There is nothing to hear: read what was said.</source>
        <translation>Es gibt nichts zu hören: Lesen Sie, was gesagt wurde.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>StudioWindow</name>
    <message>
        <source>Studio – callassist</source>
        <translation>Studio – callassist</translation>
    </message>
    <message>
        <source>{key} is locked by the policy of {locked_by}</source>
        <translation>{key} ist durch die Richtlinie von {locked_by} gesperrt</translation>
    </message>
    <message>
        <source>Line {line}: </source>
        <translation>Zeile {line}: </translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>{id}, version {version} · {about}{changed}{wrong}</source>
        <translation>{id}, Version {version} · {about}{changed}{wrong}</translation>
    </message>
    <message>
        <source>{name}, over {below}</source>
        <translation>{name}, über {below}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>no kept calls are at hand here: start with callassist studio and a query</source>
        <translation>hier sind keine gespeicherten Gespräche zur Hand: Starten Sie callassist studio mit einer Suche</translation>
    </message>
</context>
<context>
    <name>TeamWindow</name>
    <message>
        <source>Team – callassist</source>
        <translation>Team – callassist</translation>
    </message>
    <message>
        <source>Export for a meeting…</source>
        <translation>Für eine Besprechung exportieren…</translation>
    </message>
    <message>
        <source>One page, without names of calls</source>
        <translation>Eine Seite, ohne Namen von Gesprächen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Weeks back from the latest call</source>
        <translation>Wochen zurück, vom letzten Gespräch an</translation>
    </message>
    <message>
        <source>All calls; or words and fields, e.g. refund frustration&gt;0.5</source>
        <translation>Alle Gespräche; oder Wörter und Felder, z. B. refund frustration&gt;0.5</translation>
    </message>
    <message>
        <source>Which calls; Enter searches</source>
        <translation>Welche Gespräche; Eingabe sucht</translation>
    </message>
    <message>
        <source>Looking for calls …</source>
        <translation>Gespräche werden gesucht …</translation>
    </message>
    <message>
        <source>{done} of {of} calls read</source>
        <translation>{done} von {of} Gesprächen gelesen</translation>
    </message>
    <message>
        <source>only {read} of {calls} calls were read; F5 reads all</source>
        <translation>nur {read} von {calls} Gesprächen wurden gelesen; F5 liest alle</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>{name}: choose</source>
        <translation>{name}: wählen</translation>
    </message>
    <message>
        <source>Prompt packs (*.toml)</source>
        <translation>Hinweispakete (*.toml)</translation>
    </message>
</context>
<context>
    <name>TimeLeftLine</name>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
</context>
<context>
    <name>TimePlot</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
</context>
<context>
    <name>TimelineWindow</name>
    <message>
        <source>{title} – callassist</source>
        <translation>{title} – callassist</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>Abs&amp;pielen</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Pause (Leertaste)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>there is no sound of this call</source>
        <translation>zu diesem Gespräch gibt es keinen Ton</translation>
    </message>
    <message>
        <source>No sound: {text}</source>
        <translation>Kein Ton: {text}</translation>
    </message>
    <message>
        <source>Find the recording…</source>
        <translation>Aufnahme suchen…</translation>
    </message>
    <message>
        <source>{problem}. All else works.</source>
        <translation>{problem}. Alles andere funktioniert.</translation>
    </message>
</context>
<context>
    <name>TomlEdit</name>
    <message>
        <source>The pack file</source>
        <translation>Die Paketdatei</translation>
    </message>
    <message>
        <source># Your own file: what you change in the form is written here.
# Whatever it does not say is as in the packs below.</source>
        <translation># Ihre eigene Datei: Was Sie im Formular ändern, steht hier.
# Was sie nicht sagt, ist wie in den Paketen darunter.</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>No speech was heard in this call</source>
        <translation>In diesem Gespräch wurde keine Sprache gehört</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Mitschrift</translation>
    </message>
    <message>
        <source>Follow the sound again</source>
        <translation>Dem Ton wieder folgen</translation>
    </message>
</context>
<context>
    <name>TranscriptDelegate</name>
    <message>
        <source>(no words)</source>
        <translation>(keine Worte)</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Controls</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>Trend</name>
    <message>
        <source>too few a week for a line</source>
        <translation>zu wenige pro Woche für eine Linie</translation>
    </message>
</context>
<context>
    <name>TrendPanel</name>
    <message>
        <source>reading …</source>
        <translation>wird gelesen …</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>pro Stunde</translation>
    </message>
</context>
<context>
    <name>TryBox</name>
    <message>
        <source>A line to try</source>
        <translation>Eine Zeile zum Prüfen</translation>
    </message>
    <message>
        <source>Type what is said, e.g. that is our policy</source>
        <translation>Tippen Sie, was gesagt wird, z. B. that is our policy</translation>
    </message>
    <message>
        <source>Who says it</source>
        <translation>Wer es sagt</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>der Agent</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>der Kunde</translation>
    </message>
    <message>
        <source>From the call</source>
        <translation>Aus dem Gespräch</translation>
    </message>
    <message>
        <source>What was said where the prompt chosen under What if was shown</source>
        <translation>Was dort gesagt wurde, wo der unter Was wäre wenn gewählte Hinweis erschien</translation>
    </message>
    <message>
        <source>What matches, and why</source>
        <translation>Was passt, und warum</translation>
    </message>
    <message>
        <source>Each finding, list and phrase that the words touch is told here.</source>
        <translation>Hier steht jeder Befund, jede Liste und jede Wendung, die von den Worten berührt wird.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts passt.</translation>
    </message>
</context>
<context>
    <name>Trying</name>
    <message>
        <source>your finding</source>
        <translation>Ihr Befund</translation>
    </message>
    <message>
        <source>in the list</source>
        <translation>in der Liste</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>your word</source>
        <translation>Ihr Wort</translation>
    </message>
    <message>
        <source>fires by these words alone</source>
        <translation>löst allein durch diese Worte aus</translation>
    </message>
    <message>
        <source>phrase: {phrase}</source>
        <translation>Wendung: {phrase}</translation>
    </message>
</context>
<context>
    <name>UnreadableDialog</name>
    <message>
        <source>Settings cannot be read – callassist</source>
        <translation>Einstellungen nicht lesbar – callassist</translation>
    </message>
    <message>
        <source>Your settings cannot be read</source>
        <translation>Ihre Einstellungen sind nicht lesbar</translation>
    </message>
    <message>
        <source>With the defaults you can take calls now; what you change on screen is not kept until the file is mended. The file itself is left as it is.</source>
        <translation>Mit den Vorgaben können Sie jetzt Gespräche führen; was Sie auf dem Bildschirm ändern, wird erst behalten, wenn die Datei in Ordnung ist. Die Datei selbst bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Use the defaults for now</source>
        <translation>Vorerst die Vorgaben nehmen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>You said: “{text}”</source>
        <translation>Sie sagten: „{text}“</translation>
    </message>
    <message>
        <source>You said nothing.</source>
        <translation>Sie haben nichts gesagt.</translation>
    </message>
    <message>
        <source>One way to put it:</source>
        <translation>So ließe es sich sagen:</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Record a call</source>
        <translation>Gespräch aufzeichnen</translation>
    </message>
    <message>
        <source>Press the round button on the overlay while you are on a call.</source>
        <translation>Drücken Sie während eines Gesprächs den runden Knopf im Overlay.</translation>
    </message>
    <message>
        <source>Start listening</source>
        <translation>Zuhören starten</translation>
    </message>
    <message>
        <source>Import recordings</source>
        <translation>Aufnahmen importieren</translation>
    </message>
    <message>
        <source>Drop files or a folder on this window, or choose them.</source>
        <translation>Legen Sie Dateien oder einen Ordner auf diesem Fenster ab, oder wählen Sie sie.</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>Try it first</source>
        <translation>Erst ausprobieren</translation>
    </message>
    <message>
        <source>Play the bundled call. Nothing of it is kept.</source>
        <translation>Spielen Sie das mitgelieferte Gespräch ab. Nichts davon wird gespeichert.</translation>
    </message>
    <message>
        <source>Play it</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Show all calls</source>
        <translation>Alle Gespräche zeigen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>The command callassist demo plays a bundled call.</source>
        <translation>Der Befehl callassist demo spielt ein mitgeliefertes Gespräch ab.</translation>
    </message>
    <message>
        <source>No call is like that</source>
        <translation>Kein Gespräch passt dazu</translation>
    </message>
    <message>
        <source>Take a word away, or look among all of them.</source>
        <translation>Nehmen Sie ein Wort weg, oder sehen Sie unter allen nach.</translation>
    </message>
    <message>
        <source>No calls are kept here</source>
        <translation>Hier werden keine Gespräche gespeichert</translation>
    </message>
    <message>
        <source>Your calls will be here</source>
        <translation>Hier werden Ihre Gespräche stehen</translation>
    </message>
    <message>
        <source>You see how each one went, hear any second of it, and practice on it. They stay on this computer, sealed.</source>
        <translation>Sie sehen, wie jedes verlief, hören jede Sekunde davon und üben damit. Sie bleiben verschlüsselt auf diesem Computer.</translation>
    </message>
</context>
<context>
    <name>WelcomeStep</name>
    <message>
        <source>Picture: the overlay with the prompt “Let them finish”</source>
        <translation>Bild: das Overlay mit dem Hinweis „Ausreden lassen“</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>No account, no cloud, no network while you work.</source>
        <translation>Kein Konto, keine Cloud, kein Netz bei der Arbeit.</translation>
    </message>
    <message>
        <source>Nothing is kept unless you ask</source>
        <translation>Nichts wird ungefragt gespeichert</translation>
    </message>
    <message>
        <source>A call is heard and forgotten. Recording is a button you press.</source>
        <translation>Ein Gespräch wird gehört und vergessen. Aufzeichnen ist ein Knopf, den Sie drücken.</translation>
    </message>
    <message>
        <source>Never in the way</source>
        <translation>Nie im Weg</translation>
    </message>
    <message>
        <source>One small card that never takes the keyboard. Pause it or mute it at any time.</source>
        <translation>Eine kleine Karte, die nie die Tastatur nimmt. Pause oder Stumm geht jederzeit.</translation>
    </message>
</context>
<context>
    <name>WhatIfPane</name>
    <message>
        <source>prompts a minute</source>
        <translation>Hinweise pro Minute</translation>
    </message>
    <message>
        <source>followed</source>
        <translation>befolgt</translation>
    </message>
    <message>
        <source>fullest minute</source>
        <translation>vollste Minute</translation>
    </message>
    <message>
        <source>calls changed</source>
        <translation>Gespräche geändert</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Compared with {name}</source>
        <translation>Verglichen mit: {name}</translation>
    </message>
    <message>
        <source>Calls answered</source>
        <translation>Beantwortete Gespräche</translation>
    </message>
    <message>
        <source>This prompt</source>
        <translation>Dieser Hinweis</translation>
    </message>
    <message>
        <source>Only the chosen prompt</source>
        <translation>Nur der gewählte Hinweis</translation>
    </message>
    <message>
        <source>Unchanged too</source>
        <translation>Auch Unverändertes</translation>
    </message>
    <message>
        <source>Also prompts that stay as they were</source>
        <translation>Auch Hinweise, die gleich bleiben</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>It belongs there (R)</source>
        <translation>Gehört dorthin (R)</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>It should not have been shown (W)</source>
        <translation>Hätte nicht erscheinen sollen (W)</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>On the timeline (Enter)</source>
        <translation>In der Zeitleiste (Eingabe)</translation>
    </message>
    <message>
        <source>nearly exact: call files lack what was taken back</source>
        <translation>fast genau: Gesprächsdateien fehlt, was zurückgenommen wurde</translation>
    </message>
    <message>
        <source>It does not fire in these calls.</source>
        <translation>In diesen Gesprächen kommt er nicht.</translation>
    </message>
    <message>
        <source>Nothing changes in these calls. Move a slider, or edit the text.</source>
        <translation>In diesen Gesprächen ändert sich nichts. Bewegen Sie einen Regler, oder bearbeiten Sie den Text.</translation>
    </message>
    <message>
        <source>This prompt stays as it was. Choose “Unchanged too” to see where it fires.</source>
        <translation>Dieser Hinweis blieb, wie er war. „Auch Unverändertes“ zeigt, wo er ausgelöst wird.</translation>
    </message>
    <message>
        <source>Only “{says}”</source>
        <translation>Nur „{says}“</translation>
    </message>
    <message>
        <source>Choose a prompt first</source>
        <translation>Wählen Sie zuerst einen Hinweis</translation>
    </message>
    <message>
        <source>{changed} of {calls}</source>
        <translation>{changed} von {calls}</translation>
    </message>
    <message>
        <source>{prompts}; none gained, lost or moved</source>
        <translation>{prompts}; keine neu, entfallen oder verschoben</translation>
    </message>
    <message>
        <source>{prompts}: +{gained} gained, {minus}{lost} lost, ↔{moved} moved</source>
        <translation>{prompts}: +{gained} neu, {minus}{lost} entfallen, ↔{moved} verschoben</translation>
    </message>
</context>
<context>
    <name>Whatif</name>
    <message>
        <source>the pack as saved</source>
        <translation>das gespeicherte Paket</translation>
    </message>
    <message>
        <source>the default pack</source>
        <translation>das Standardpaket</translation>
    </message>
    <message>
        <source>what agents saw</source>
        <translation>was Agenten sahen</translation>
    </message>
</context>
<context>
    <name>WordsEditor</name>
    <message>
        <source>Your company’s words</source>
        <translation>Die Wörter Ihrer Firma</translation>
    </message>
    <message>
        <source>One a line, as they are said. Words for other lists ([[words]] phrases) are written in the pack file.</source>
        <translation>Eines je Zeile, so wie man es sagt. Wörter für andere Listen ([[words]] phrases) stehen in der Paketdatei.</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Your names: never taken for a customer’s name or a key phrase</source>
        <translation>Ihre Namen: nie für den Namen eines Kunden oder eine Kernaussage gehalten</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>What you sell: never taken for a customer’s name</source>
        <translation>Was Sie verkaufen: nie für den Namen eines Kunden gehalten</translation>
    </message>
    <message>
        <source>Greetings</source>
        <translation>Begrüßungen</translation>
    </message>
    <message>
        <source>How your calls begin: neither a closing nor too cheerful</source>
        <translation>Wie Ihre Gespräche beginnen: weder eine Verabschiedung noch zu fröhlich</translation>
    </message>
    <message>
        <source>Closings</source>
        <translation>Verabschiedungen</translation>
    </message>
    <message>
        <source>How your agents end calls</source>
        <translation>Wie Ihre Agenten Gespräche beenden</translation>
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>callassist made a mistake: {text}</source>
        <translation>callassist hat einen Fehler gemacht: {text}</translation>
    </message>
</context>
<context>
    <name>_Empty</name>
    <message>
        <source>No calls to try it on</source>
        <translation>Keine Gespräche zum Ausprobieren</translation>
    </message>
    <message>
        <source>You can edit and save all the same. To see what a change does, choose call files (callassist analyze writes them from recordings), or use the calls kept on this computer.</source>
        <translation>Bearbeiten und speichern können Sie trotzdem. Um zu sehen, was eine Änderung bewirkt, wählen Sie Gesprächsdateien (callassist analyze schreibt sie aus Aufnahmen) oder die auf diesem Computer gespeicherten Gespräche.</translation>
    </message>
    <message>
        <source>Call files…</source>
        <translation>Gesprächsdateien…</translation>
    </message>
    <message>
        <source>A folder of them (Ctrl+O)</source>
        <translation>Ein Ordner davon (Strg+O)</translation>
    </message>
    <message>
        <source>Kept calls</source>
        <translation>Gespeicherte Gespräche</translation>
    </message>
    <message>
        <source>All calls of the library (Ctrl+K)</source>
        <translation>Alle Gespräche der Bibliothek (Strg+K)</translation>
    </message>
</context>
<context>
    <name>_Optional</name>
    <message>
        <source>{label}: add</source>
        <translation>{label}: hinzufügen</translation>
    </message>
    <message>
        <source>Take this away</source>
        <translation>Dies wegnehmen</translation>
    </message>
    <message>
        <source>{label}: take away</source>
        <translation>{label}: wegnehmen</translation>
    </message>
</context>
</TS>
