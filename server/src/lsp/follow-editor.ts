import type { Connection } from 'vscode-languageserver';
import { NETWORK_NOTIFICATION, TRUST_NOTIFICATION } from '../protocol/messages.js';
import { MANIFESTS_NOTIFICATION } from '../protocol/risk-view.js';
import { inTextPathOf } from './in-text/in-text-uri.js';
import { readManifests, readNetwork, readTrusted } from './initialization.js';
import type { Session } from './session.js';
import { concernsProjects } from './uri.js';

/** What is opened, written, saved and closed. */
export function followDocuments(session: Session): void {
  const { documents, disk, projects, publisher, configuration, status, fixes } = session;
  documents.onSaved(() => disk.forget());
  documents.onOpened((uri) => {
    disk.forget();
    projects.opened(uri);
  });
  documents.onChanged((uri) => {
    // What names packages beside manifests changes nothing for these, and is asked for no diagnostics.
    if (inTextPathOf(uri) !== undefined) return;
    session.precedence.expect();
    projects.changed(uri);
    publisher.documentChanged(uri);
  });
  documents.onClosed((uri) => {
    disk.forget();
    projects.closed(uri);
    configuration.forget(uri);
    fixes.forget(uri);
    publisher.documentClosed(uri);
    status.request();
  });
}

/** What changes around the documents: settings, files on disk, what is trusted and how the network is reached. */
export function followEditor(connection: Connection, session: Session): void {
  const { configuration, engines, projects, inText, repositories } = session;
  connection.onDidChangeConfiguration(({ settings }) => {
    configuration.changed(settings);
    session.disk.forget();
    session.status.request();
    void projects.reloadAll();
    void repositories.reloadAll();
    void inText.reloadAll();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    session.disk.forget();
    session.documents.filesChanged(changes);
    repositories.filesChanged(changes.map(({ uri }) => uri));
    // What hooks start is no project's.
    const ofProjects = changes.filter(({ uri }) => concernsProjects(uri));
    if (ofProjects.length === 0) return;
    projects.filesChanged(ofProjects);
    inText.surroundingsChanged();
  });
  connection.onNotification(MANIFESTS_NOTIFICATION, (params: unknown) => projects.found(readManifests(params)));
  connection.onNotification(TRUST_NOTIFICATION, (params: unknown) => {
    session.trusted = readTrusted(params);
    void repositories.reloadAll();
    void projects.reloadAll();
    void inText.reloadAll();
  });
  connection.onNotification(NETWORK_NOTIFICATION, (params: unknown) => {
    engines.setNetwork(readNetwork(params));
    void projects.reloadAll();
    void inText.reloadAll();
  });
}
