// The Model Context Protocol: a bundle of its own, which only `package-risk mcp` loads.
export { serveMcp, type McpParts } from './mcp/serve.js';
