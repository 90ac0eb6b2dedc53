/** How diagnostics reach the editor. */
export interface DiagnosticsPublisher {
  documentChanged(uri: string): void;
  /** What is judged of a document has changed, its text has not. */
  factsArrived(uri: string): void;
  documentClosed(uri: string): void;
  dispose(): void;
}
