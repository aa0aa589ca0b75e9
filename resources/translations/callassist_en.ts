<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) found</source>
        <translation>
            <numerusform>%Ln call found</numerusform>
            <numerusform>%Ln calls found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) selected</source>
        <translation>
            <numerusform>%Ln call selected</numerusform>
            <numerusform>%Ln calls selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) could not be read</source>
        <translation>
            <numerusform>%Ln call could not be read</numerusform>
            <numerusform>%Ln calls could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) cannot be read, listed below</source>
        <translation>
            <numerusform>%Ln call cannot be read, listed below</numerusform>
            <numerusform>%Ln calls cannot be read, listed below</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recovered: %Ln call(s) that were cut off</source>
        <translation>
            <numerusform>Recovered: %Ln call that were cut off</numerusform>
            <numerusform>Recovered: %Ln calls that were cut off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) will be deleted for good in {left_s} s. Nobody can undo it then.</source>
        <translation>
            <numerusform>%Ln call will be deleted for good in {left_s} s. Nobody can undo it then.</numerusform>
            <numerusform>%Ln calls will be deleted for good in {left_s} s. Nobody can undo it then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln agent(s)</source>
        <translation>
            <numerusform>%Ln agent</numerusform>
            <numerusform>%Ln agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln week(s)</source>
        <translation>
            <numerusform>%Ln week</numerusform>
            <numerusform>%Ln weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln secret(s) left out</source>
        <translation>
            <numerusform>%Ln secret left out</numerusform>
            <numerusform>%Ln secrets left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moment(s)</source>
        <translation>
            <numerusform>%Ln moment</numerusform>
            <numerusform>%Ln moments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moment(s) in this call</source>
        <translation>
            <numerusform>%Ln moment in this call</numerusform>
            <numerusform>%Ln moments in this call</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moment(s) in {calls} calls</source>
        <translation>
            <numerusform>%Ln moment in {calls} calls</numerusform>
            <numerusform>%Ln moments in {calls} calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mistake(s): the numbers are of the last good text</source>
        <translation>
            <numerusform>%Ln mistake: the numbers are of the last good text</numerusform>
            <numerusform>%Ln mistakes: the numbers are of the last good text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln prompt(s)</source>
        <translation>
            <numerusform>%Ln prompt</numerusform>
            <numerusform>%Ln prompts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s)</source>
        <translation>
            <numerusform>%Ln mark</numerusform>
            <numerusform>%Ln marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>said %Ln time(s)</source>
        <translation>
            <numerusform>said %Ln time</numerusform>
            <numerusform>said %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fired %Ln time(s), before {before}</source>
        <translation>
            <numerusform>fired %Ln time, before {before}</numerusform>
            <numerusform>fired %Ln times, before {before}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln question(s)</source>
        <translation>
            <numerusform>%Ln question</numerusform>
            <numerusform>%Ln questions</numerusform>
        </translation>
    </message>
</context>
</TS>
