# Builds dist\callassist-VERSION-setup.exe on Windows. Needs Python 3.11 or newer and Inno Setup 6.
# Usage: powershell -File tools\package\windows\build.ps1
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..\..")

if (-not (Test-Path ".venv")) { python -m venv .venv }
$python = ".venv\Scripts\python.exe"
& $python -m pip install --quiet --require-hashes --requirement requirements\build.txt
if ($LASTEXITCODE) { throw "what builds callassist could not be installed" }
& $python -m pip install --quiet --require-hashes --no-build-isolation --requirement requirements\package.txt
if ($LASTEXITCODE) { throw "the locked packages could not be installed" }
& $python -m pip install --quiet --no-deps --no-build-isolation .
if ($LASTEXITCODE) { throw "callassist could not be installed" }

& $python -m tools.package.icons build\icons
if ($LASTEXITCODE) { throw "the icon could not be drawn" }
& $python -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath build\package tools\package\callassist.spec
if ($LASTEXITCODE) { throw "the program could not be built" }

$version = & $python -c "import callassist; print(callassist.__version__)"
$compiler = Join-Path ${env:ProgramFiles(x86)} "Inno Setup 6\ISCC.exe"
if (-not (Test-Path $compiler)) { throw "Inno Setup 6 is missing: install it, then run this again" }
& $compiler "/DVersion=$version" tools\package\windows\callassist.iss
if ($LASTEXITCODE) { throw "the installer could not be made" }
Write-Output "dist\callassist-$version-setup.exe"
