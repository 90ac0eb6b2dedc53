import { inEnglish, phrase, type ArtifactManifest, type Behaviour, type Moment } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';
import { phishingForms } from '../markup/phishing-forms.js';
import { decodeText } from '../text/decode.js';
import { instructionSignals, isAgentInstruction, isAgentSettings } from './agent-files.js';
import { harmfulSettingsSignals, settingsSignals } from './agent-settings.js';
import { binaryFormat, binaryTextSignals } from './binaries.js';
import { npmrcSignals } from './configuration-files.js';
import { credentialSignals, mayHoldCredential } from './credentials.js';
import { imageSignals } from './image-payload.js';
import type { InstallHooks } from './install-hooks.js';
import { injectionSignals, mayHoldInjection, toolSignals } from './prompt-injection.js';
import { behaviourAt } from './script-files.js';
import { shadowedCommands } from './shadowed-commands.js';
import type { ShellSignal } from '../shell/signals.js';

/** What is read by people and assistants, or says how something is run. */
const TEXT =
  /\.(?:md|mdc|markdown|txt|rst|html?|svg|json|ya?ml|toml|[cm]?[jt]sx?|py|sh|env|cfg|ini|npmrc|code-workspace)$|(?:^|\/)[A-Z._-]+$|(?:^|\/)\.[\w-]+$/;
const CODE = /\.(?:[cm]?[jt]sx?|py)$/;
/** Longer texts are data; a token or an order is left in a short one. */
const MAX_TEXT_BYTES = 1024 * 1024;
const BYTES_THAT_TELL = 4;

/** What single files hold, whatever starts them. */
export function contentBehaviours(
  files: readonly PackageFile[],
  hooks: InstallHooks,
  manifest: ArtifactManifest | undefined,
): readonly Behaviour[] {
  const atInstall = new Set(hooks.files.map(({ path }) => path));
  return [
    ...files.flatMap((file) => [...binaryBehaviours(file, atInstall.has(file.path)), ...textBehaviours(file)]),
    ...shadowed(files, manifest),
  ];
}

function binaryBehaviours(file: PackageFile, atInstall: boolean): readonly Behaviour[] {
  const { path, bytes, head = bytes, wholeSize } = file;
  if (head.length < BYTES_THAT_TELL) return [];
  const moment: Moment = atInstall ? 'install' : 'call';
  const images = imageSignals(bytes);
  if (images.length > 0) return images.map((signal) => placed(path, signal, moment));
  const format = binaryFormat(head);
  if (format === undefined && wholeSize === undefined) return [];
  const detail = format ?? 'binary';
  return [{ kind: 'native-binary' as const, offset: 0, detail }, ...binaryTextSignals(path, bytes)].map((signal) =>
    placed(path, signal, moment),
  );
}

/** A place in a file that has no lines. */
function placed(file: string, { kind, detail }: ShellSignal, moment: Moment): Behaviour {
  return { kind, moment, place: { file, line: 1, column: 1, snippet: '' }, ...(detail !== undefined && { detail }) };
}

function textBehaviours({ path, bytes, wholeSize }: PackageFile): readonly Behaviour[] {
  if (wholeSize !== undefined || bytes.length > MAX_TEXT_BYTES || !TEXT.test(path)) return [];
  const text = decodeText(bytes);
  return signalsIn(path, text).map((signal) => behaviourAt(path, text, signal, 'call'));
}

function signalsIn(path: string, text: string): readonly ShellSignal[] {
  return [
    ...(mayHoldInjection(text)
      ? [...injectionSignals(text), ...(CODE.test(path) || path.endsWith('.json') ? toolSignals(text) : [])]
      : []),
    ...(mayHoldCredential(text) ? credentialSignals(text, path) : []),
    ...(isAgentSettings(path) ? settingsSignals(text) : []),
    ...harmfulSettingsSignals(path, text),
    ...(isAgentInstruction(path) ? instructionSignals(text) : []),
    ...(/\.x?html?$/i.test(path) ? phishingSignals(text) : []),
    ...(/(?:^|\/)\.npmrc$/.test(path) ? npmrcSignals(text) : []),
  ];
}

function phishingSignals(text: string): readonly ShellSignal[] {
  return phishingForms(text).map(({ offset, host }) => {
    const wording = phrase('sends passwords to {host}', { host });
    return { kind: 'phishing-page', offset, detail: inEnglish(wording), wording };
  });
}

function shadowed(files: readonly PackageFile[], manifest: ArtifactManifest | undefined): readonly Behaviour[] {
  const text = decodeText(files.findLast(({ path }) => path === 'package.json')?.bytes ?? new Uint8Array());
  return (manifest === undefined ? [] : shadowedCommands(manifest)).map((name) => {
    const offset = Math.max(0, text.indexOf(`"${name}"`, text.indexOf('"bin"')));
    return behaviourAt('package.json', text, { kind: 'shadowed-command', offset, detail: name }, 'command');
  });
}
