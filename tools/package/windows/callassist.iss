; The installer for Windows, for Inno Setup 6: iscc /DVersion=0.1.0 callassist.iss
; Per user, without an administrator, because agents rarely are one.

#ifndef Version
  #error name the version: iscc /DVersion=0.1.0 callassist.iss
#endif
#define Folder "..\..\..\dist\callassist"

[Setup]
AppId={{6B0B3B0E-5D0F-4B57-9C35-6C4A2D1E7A11}
AppName=callassist
AppVersion={#Version}
AppPublisher=The callassist developers
DefaultDirName={autopf}\callassist
DefaultGroupName=callassist
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.19041
LicenseFile=..\..\..\LICENSE
OutputDir=..\..\..\dist
OutputBaseFilename=callassist-{#Version}-setup
SetupIconFile=..\..\..\build\icons\callassist.ico
UninstallDisplayIcon={app}\callassist.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.AtLogin=Start callassist when I log in
de.AtLogin=callassist beim Anmelden starten
en.Library=Kept calls
de.Library=Aufbewahrte Gespräche
en.Studio=Prompt studio
de.Studio=Hinweis-Studio

[Tasks]
Name: "atlogin"; Description: "{cm:AtLogin}"
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\callassist"; Filename: "{app}\callassist.exe"
Name: "{group}\{cm:Library}"; Filename: "{app}\callassist.exe"; Parameters: "library"
Name: "{group}\{cm:Studio}"; Filename: "{app}\callassist.exe"; Parameters: "studio"
Name: "{autodesktop}\callassist"; Filename: "{app}\callassist.exe"; Tasks: desktopicon

[Registry]
; The same value that the program's own settings write and remove: run/autostart.py.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: string; \
  ValueName: "callassist"; ValueData: """{app}\callassist.exe"""; Flags: uninsdeletevalue; \
  Tasks: atlogin

[Run]
Filename: "{app}\callassist.exe"; Description: "{cm:LaunchProgram,callassist}"; \
  Flags: nowait postinstall skipifsilent

[UninstallRun]
Filename: "{app}\callassist-cli.exe"; Parameters: "ctl quit"; Flags: runhidden; \
  RunOnceId: "EndCallassist"
