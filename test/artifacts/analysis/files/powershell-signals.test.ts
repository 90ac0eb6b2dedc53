import assert from 'node:assert/strict';
import { powershellSignals } from '../../../../server/src/artifacts/analysis/files/powershell-signals.js';

const kindsIn = (text: string) => [...new Set(powershellSignals(text).map(({ kind }) => kind))];

describe('PowerShell files', () => {
  const unpacked = `$raw = [Convert]::FromBase64String('H4sIAAAA')
$unzip = New-Object IO.Compression.DeflateStream((New-Object IO.MemoryStream(,$raw)), [IO.Compression.CompressionMode]::Decompress)
$reader = New-Object IO.StreamReader($unzip)
`;

  it('run what they have decoded, by whichever names it went', () => {
    for (const run of [
      'iex $reader.ReadToEnd()',
      '$text = $reader.ReadToEnd(); & ([ScriptBlock]::Create($text))',
      '[Reflection.Assembly]::Load($raw) | Out-Null',
      `Set-Content -Path "$env:TEMP\\a.ps1" -Value $reader.ReadToEnd(); $p = $reader; Start-Process $p`,
    ])
      assert.deepEqual(kindsIn(unpacked + run), ['encoded-command'], run);
  });

  it('decode what they only write down or show', () => {
    assert.deepEqual(
      kindsIn(`${unpacked}Set-Content -Path logo.svg -Value $reader.ReadToEnd()\nWrite-Host "done"`),
      [],
    );
  });

  it('run what they have fetched', () => {
    const fetched = '$client = New-Object Net.WebClient\n$s = $client.DownloadString($address)\n';
    assert.deepEqual(kindsIn(`${fetched}[scriptblock]::Create($s).Invoke()`), ['download-and-run']);
    assert.deepEqual(kindsIn(`${fetched}$s | ConvertFrom-Json | Select-Object version`), []);
  });

  it('send the environment and files that open accounts', () => {
    for (const taken of [
      '$all = @{}; foreach ($one in Get-ChildItem env:) { $all[$one.Name] = $one.Value }',
      '$all = Get-Content "$HOME\\.aws\\credentials" -Raw',
      '$all = Get-Content (Join-Path $env:USERPROFILE ".npmrc")',
    ]) {
      assert.deepEqual(kindsIn(`${taken}\nInvoke-RestMethod -Uri $u -Method Post -Body ($all | ConvertTo-Json)`), [
        'command-sends-data',
      ]);
      assert.deepEqual(kindsIn(`${taken}\nWrite-Host $all.Count`), [], taken);
    }
  });

  it('log in with one variable, and read settings of their own', () => {
    assert.deepEqual(
      kindsIn(`$head = @{ Authorization = "Bearer $env:GH_TOKEN" } # get-childitem env:
$r = Invoke-RestMethod -Uri $u -Headers $head
$cfg = Get-Content "$PSScriptRoot\\build.json" | ConvertFrom-Json
Invoke-RestMethod -Uri $cfg.url -Method Post -Body $r`),
      [],
    );
  });
});
