/**
 * What is printed in a pipeline is read by its runner as well: GitHub obeys `::name …::` at the start of a line, and `##[…`, `##vso[…` and
 * `##teamcity[…` are obeyed anywhere by GitHub, Azure Pipelines and TeamCity. Each medium writes the first mark of these in another way.
 */
export const LINE_COMMAND = /(?<!\S):(?=:[a-z])/gi;
export const COMMAND_ANYWHERE = /#(?=#[a-z]*\[)/gi;
