import { window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ComparedPlace } from '../../server/src/protocol/compare.js';
import { readCaseParams } from './case-path.js';

/**
 * Which package a command is about: what a link names, a node of the risk view, or what stands at the cursor.
 *
 * @param argument what the command was called with
 */
export function placeAsked(client: LanguageClient, argument: unknown): ComparedPlace | undefined {
  return readCaseParams(argument) ?? placeOfNode(argument) ?? placeOfCursor(client);
}

/** The risk view hands over what was clicked on. */
function placeOfNode(argument: unknown): ComparedPlace | undefined {
  const { about } = (argument ?? {}) as {
    readonly about?: { readonly findings?: readonly { pointer: PackagePointer }[] };
  };
  const pointer = about?.findings?.[0]?.pointer;
  if (pointer === undefined) return undefined;
  const { uri, package: name, broughtInBy } = pointer;
  return { uri, package: name, ...(broughtInBy === undefined ? {} : { broughtInBy }) };
}

type PackagePointer = Extract<ComparedPlace, { readonly package: string }>;

function placeOfCursor(client: LanguageClient): ComparedPlace | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  return { uri, line: editor.selection.active.line };
}
