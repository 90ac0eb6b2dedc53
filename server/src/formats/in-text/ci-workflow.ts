import type { InTextFormat } from '../format.js';
import { workflowPackages } from './support/workflow-commands.js';

const WORKFLOW =
  /(?:^|\/)(?:\.(?:github|forgejo|gitea)\/(?:workflows|actions)\/.*|\.circleci\/.*|\.buildkite\/.*|action|\.gitlab-ci|\.travis|azure-pipelines|bitbucket-pipelines|(?:docker-)?compose(?:\.[^/]+)?)\.ya?ml$/i;

/** Files that tell a service what to run, and Compose's. */
export const ciWorkflow: InTextFormat = Object.freeze({
  id: 'ci-workflow',
  matches: (file) => WORKFLOW.test(file),
  read: (text) => workflowPackages(text),
} satisfies InTextFormat);
