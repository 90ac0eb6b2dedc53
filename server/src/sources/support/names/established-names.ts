/**
 * Names outside of `server/data/popular-names.txt` that resemble one of it and were downloaded 5,000 times a month or
 * more in November 2026: whoever writes them means them. Written by `scripts/established-names.ts`; only names that resemble
 * a much-used one are of use here.
 */
export const ESTABLISHED_NAMES = `
9router @aws-cdk/core @aws-sdk/client-fms @aws-sdk/client-oam @aws-sdk/client-ram @aws-sdk/client-sms
@babel/helper-call-delegate @babel/helper-define-map @babel/helper-get-function-arity @babel/helper-regex
@babel/plugin-transform-strict-mode @babel/polyfill @babel/preset-stage-0 @babel/preset-stage-1
@babel/preset-stage-2 @babel/preset-stage-3 @ckeditor/ckeditor5-ai @conventional-commits/parser @date-fns/tz
@dot/env @emotion/style @eui/base @eui/styles @fakerjs/faker @jest/get-type @koa/bodyparser @koa/send @lwc/types
@mdx-js/preact @npm/types @nx/nest @octokit/oauth-app @orpc/client @orpc/server @pgpm/types @plist/plist
@react-native/normalize-color @rslint/core @sentry/nestjs @smithy/signature-v4a @storyblok/react
@storybook/builder-webpack4 @storybook/jest @storybook/preact @storybook/preact-vite @storybook/preact-webpack5
@storybook/preset-preact-webpack @svgx/core @testing-library/preact @tsconfig/node18 @tsconfig/node19
@tsconfig/node20 @tsconfig/node21 @tsconfig/node22 @tsconfig/node24 @types/args @types/babel-core
@types/babel-generator @types/babel-template @types/babel-traverse @types/code @types/cryptojs @types/cuid
@types/dargs @types/diff3 @types/espree @types/filesaver @types/google-maps @types/google__maps @types/googlemaps
@types/guid @types/has @types/hat @types/jiff @types/jsend @types/jsonschema @types/jstree @types/kcors @types/mssql
@types/rest @types/schedule @types/server @types/stylus @types/tinycolor @types/uuid4 @types/xast @types/xml-js
@types/yazl @vitejs/plugin-vue2 @vitejs/plugin-vue2-jsx @vitest/coverage-c8 @webassemblyjs/wast-parser Base64 Buffer
CBuffer CSSselect CSSwhat EventEmitter Faker File FileList FileSaver FormData JSON JSON2 JSONPath Select2 URIjs
accept acorn-node allure2-js-commons amocha angular-animations angular-cli angular-material ansi-color ansi-escape
ansi2html ansicolor ansistyles apng-js apollo-client apollo-server applicationinsights-js args-parser
arraybuffer-slice as-number asarray asl-types astq async-kit async-request asyncc auth auto-prefixer aws-sign axiom
babel-helper-annotate-as-pure babel-helper-builder-binary-assignment-operator-visitor babel-helper-module-imports
babel-helper-module-transforms babel-helper-simple-access babel-helper-wrap-function
babel-plugin-syntax-async-generators babel-plugin-syntax-flow babel-plugin-syntax-optional-catch-binding
babel-plugin-syntax-optional-chaining babel-plugin-syntax-typescript
babel-plugin-transform-async-generator-functions babel-plugin-transform-decorators-legacy
babel-plugin-transform-dynamic-import babel-plugin-transform-flow-strip-types
babel-plugin-transform-member-expression-literals babel-plugin-transform-new-target
babel-plugin-transform-optional-catch-binding babel-plugin-transform-optional-chaining
babel-plugin-transform-property-literals babel-plugin-transform-react-constant-elements
babel-plugin-transform-react-display-name babel-plugin-transform-react-jsx babel-plugin-transform-react-jsx-self
babel-plugin-transform-react-jsx-source babel-plugin-transform-typescript
babel-plugin-transform-unicode-property-regex babel-preset-flow babel-preset-preact babel-preset-typescript
babel-standalone babel-test babylonjs bach bare-ws base-n base64 base64-url batch2 bcrypt-nodejs bcrypto beedle
big-js biginteger binaryextensions bip38 blamejs blech32 blob-stream bmocha body-parse boostrap bootstrap3
bottleneckp bower bplist brace brakes brotli-js browser browserlist bsplit bufferjs byte bytes.js bytesize
camel-case camelize2 canvasjs charset chartjs check-type child-process childprocess chunkify chunky cjs-loader
ckeditor ckeditor4 class-names classname clean cli-box cli-spinner cli-table2 clicolor cline clipboard-js clonedeep
clones clor clui code coffee-script coffeescript-module colog color-js color-namer color-space color.js
color_library colors.js colorts colour colr colr-convert comb combined-stream2 common-dir compare-version
component-emitter2 compresion compression-next comutils confit console content-types cookie-jar cookie-parse
cookie.js cookie_js cookiejs cookieparser cookies-js cookies-next copy-files corejs cose-js coveralls-next cramda
crc32 crel cros crossenv crypto crypto-es crypto-ts cryptojs cryptr cson-parser csp-parse css-font-parser
css-loader-1 css-parse css-stringify csso-loader csstree csv-loader csvwriter cucumber-messages
cucumber-tag-expressions cuid customevent d3-dag d3-hsv d3-tile dagrejs damerau-levenshtein-js dapjs data-fns
date-fn days dbug debounced decompress-tarxz dedent-js deep-merge defaulty define deindent delegate detectie
diacritic did-you-mean didyoumean2 didyoumean3 diff_match_patch dns.js dom-utils dot-env dotprop download.js
downloadjs dts-jest dts-loader east eclint edn-data electron-next element-gui emitter emotion-utils enable
enquire-js env-path enzyme-adapter-react-15 errio error errorex errto es-constants es-cookie es-jest es-map es-set
es-symbol es5-shim es6-promises es7-shim esbuild-android-arm64 esbuild-darwin-arm64 esbuild-freebsd-arm64
esbuild-linux-arm esbuild-linux-arm64 esbuild-linux-riscv64 esbuild-linux-s390x escape-string-regexp-node esdoc
eslint-plugin-ejs eslint-plugin-es5 eslint-plugin-fb-flow eslint-plugin-i eslint-plugin-json eslint-plugin-json5
eslint-plugin-preact eslint-plugin-regex eslint-plugin-yaml eslist eslit esplint esprima-next esprimaq
ethereumjs-common ethereumjs-tx eventemitter eventy exec expect.js expo-vector-icons expres express-http-proxy-2
extend.js extend2 extendr extent fable fake faker-js fastify-error fastify-static fclone fd-slicer2 fetch file
file-save file-saverjs file-size filed filesaver find find-root-package findup firebase-auth firebase-functions
fitty flash flatten fluent-ffmpeg-7 fmerge fn-name focus-trap-js font-face-observer fontawesome fontsource-roboto
form form-data2 format-package formatjs formats formdata formic formio fqueue freshy frontmatter fs-extra2
fs-promise fs-tree fs.extra fstream fuzzyjs fwalker get-ports getport getstream gextend gglobby ghooks global-npm
globl googleapi grant graphiql graphql-codegen-add graphql-codegen-core graphql-codegen-plugin-helpers
graphql-scalar gulp-sourcemap gzip-stream hable hagent hamljs handlebar has-own hash hashr hashy heroicons-react
highlightjs hooks hpropagate htl-loader html-escape html-minifier-next html-parse-stringify2 html-tag html5-entities
htmlparser http-browserify http-proxy-3 http-serve http-status-code http2 http2-proxy http_status_codes httperrors
httpstatus httpx husk imagesize imer immediato import-locals indent index-of inherit inquire inquirer-confirm
inquirer2 ionicons-npm ioredis-commands ip-bigint ip-filter ip-set is-array is-blob is-node is-typeof is-uri
is-window is.object isbuffer isnumber iso-url isobj isostring isuri isurl isutf8 it-buffer it-glob it-map iterate
its-set jasmine-node jbinary jdom jest-globals jest-reporters jest-unit jest-xunit jets jgrowl joose jquery-node
jquery-ui-npm jqueryui js-cookies js-extend js-logger js-md2 js-queue js-sha1 js-tree js-url js.cookie js2xmlparser2
jslint jsom json json-2-csv json-csv json-parse json-parser json-path json-schema-library json-stream json-web-token
json2 json2md json3 json5-loader json8 json8-pointer json_ jsona jsonc jsonc-loader jsonc-parse jsonh jsonp
jsonpatch jsonpath-js jsonpointer.js jsonq jsonstream jsonstream2 jspath jssip juicer just-validate kea-router
keccakjs kindof koa-cors koa-route koa-static2 lambda latest-semver legacy-encoding levee level-js libpq
liquidjs-lib list listen lit-ntml load-script2 loadash loadsh locks lodash-node lodash.max lodash.update lottie
lru-memoize lrucache lstream lucide-preact maath marge marko marksy markty marqy masked match matched
material-ui-icons math media-type memjs memoize memory-cache-node memory-stream mergee method metro4 micri micro-dev
mime-type mimer mimetypes minimost mkdir mkdir-p mkdirp2 mkpath ml-matrix mobx-preact mocha-junit-reporter-updated
mocha-junit-reporters mocha-xunit-reporter mockjs mocks momentjs mongo-db mongodb-legacy mpromise msbuild msgpack
msgpack5 multer2 multimath multipart murl murmur-hash-js murmurhash murmurhash3js mysql8 nano-id nerror
nestjs-config nestjs-schedule new-find-package-json new-url-loader newsapi next-bundle-analyzer next-connect
next-cookies next-env next-http-proxy-middleware next-i18next next-progress next-qrcode next-redux-saga next-sitemap
next-superjson next-theme ngprogress node-archiver node-builtins node-canvas node-clipboardy node-config node-cookie
node-event-emitter node-fetch-npm node-fetch-retry node-fs-extra node-html-to-image node-http-proxy node-http-server
node-mailer node-mime-types node-mock-http node-mysql node-object-hash node-prismjs node-process node-promise
node-redis node-resolve node-stream node-walker node-which node.extend nodejs-websocket nodeman nodemod nookies
normalize-css normalize-uri normalize.scss normalizeurl notp npm-bundle npm-delay npm-run-all-next npm-run-all2
npm-run-parallel npm-watch npm-which nprogress-v2 nstall ntypescript numeraljs oath object-values object_values
objectpath oconf octokat openapi openapi-ts opentelemetry-instrumentation-aws-sdk
opentelemetry-instrumentation-express opentelemetry-instrumentation-kafkajs opentelemetry-instrumentation-mongoose
ouch p-throttler package-config package.json pargs parse parse-curl parse-dms parse-md parse-patch parse-uri
parsejson parser pascal-case passport-oauth passport-oauth1 path-parser path-to-regex path2 pdenodeify pdf-parse-new
pdf-parser pegjs phpass pkg-config pkg-install pkg-resolve playright playwright-test png-ts png.js pngjs2 pngjs3
postcss-jsx postcss-sass postcss-svg preact-markdown preact-redux preact-router preact-transition-group prelude-ts
prettier-plugin-tailwind-css prettier-tslint prettierx pretty-format2 pretty-js prism prisma1 promis promise-js
promise-latest promised-retry promish proptypes protobuf.js ps-node punycode2 pupeteer qhistory qrcode-npm
qrcode-react qrcode.js qrcodejs qrjs qsocks querystring quilljs rambdax random-bytes random-string rasha rcolor
rdf-parse re-tree reach react-15 react-axe react-bootstrap-v5 react-cookies react-date-picker react-flow react-icon
react-if react-modal2 react-native-codegen react-native-gradle-plugin react-native-modals react-native-update
react-native-v8 react-navigation-stack react-pdf-js react-quill-new react-quilljs react-rnd react-router5
react-script react-select-module react-select-v1 react-select2 react-selecto react-spinner react-stick react-table-6
react-table-v6 react-vis reactn readdir readline2 rechart redis-js redis-json reds redux-thunks regenerator regexpp2
regexpu remask replace-in-files request-id require require.js requires reserve resolve-package resolver
restructure-next restructured rfile rifraf rijs rmc-cascader rmc-dialog rmc-drawer rmc-input-number rmc-notification
rmc-picker rmc-steps rmc-tabs rmc-tooltip rmc-trigger rn-tooltip rodemirror rollup-plugin-alias rollup-plugin-babel
rollup-plugin-commonjs rollup-plugin-cpy rollup-plugin-inject rollup-plugin-json rollup-plugin-node-resolve
rollup-plugin-replace rollup-plugin-terser rollup-plugin-ts rollup-plugin-typescript router5 router_js routes
rs-module-lexer rsolve rsync runnel safe-regex2 saxen schedule scrypt scrypt.js scss-loader select selectn selecto
semiver server servez servie set-prototype-of setimmediate.js setvalue sha-1 shallow-equals signalr signals sitemaps
slash2 slave slider sloc socket-io socketio socksjs sockx sooner sort-object-keys2 source-map-cjs sourcemap split.js
sprintfjs sqlite squid stable stash stdnum store storyblok storybook-addon-outline storybook-builder-vite streams
streamz string string-hash-64 string-natural-compare2 string-stream string-templater stringformat strip strtok
strtok2 styled-component stylelint-rscss styles-loader sua.js superjson-next svgstore swc-jest sweetalert swimmer
switch sync sync-each table-js tabler tailwindcss-animated tailwindcss-typography tar-js tedis temp-file
terser-webpack-plugin-legacy test-each testing-library__dom textextensions thinky three.js through3 throughv thunk
thunks timespan tiny-queue tinycolor titlecase tldjs to-array-buffer toarray topo-sort traverser treekill trouter
tryor ts-alias ts-config ts-levenshtein ts-lib ts-map ts-object-path ts-promise ts-stream ts-utils tsconfig.js tslab
tslint tslint-config-airbnb tslint-config-prettier tslint-config-standard tslint-plugin-prettier
tslint-webpack-plugin tslog tspath tsqlstring ttypescript turf-along turf-area turf-bbox turf-bbox-polygon
turf-bearing turf-buffer turf-centroid turf-circle turf-destination turf-distance turf-helpers turf-intersect
turf-invariant turf-meta typecheck types-ramda types-react types-react-dom typescript-eslint-parser typescript-node
uglify-es uglifyjs undent underscore-node upash upath2 update-dotenv upload upng-js uri-template uritemplate urljoin
use-debouncy user-home util-promisify utile utils utilx v8-callsites v8-debug validator-js validator.js validatorjs
vargs varintes varmint vasync verge versor vite-jsconfig-paths vite-plugin-svgo vite-plugin-ts vrtest vscode-nls-dev
vstream vsvg-parser vue-draggable vue-loaders vue-route vue-server-renderer vue-test-utils vue-toc vueify
vuex-class-component vuex-i18n walkes wargs watcher watchr wcwidth.js web-streams-ponyfill wouter write-json5-file
write-package write-pkg writer writr wrote wuzzy x-path xast-util-to-string xastscript xbytes xerror xmldoc xpath.js
xpath2 xprogress xslx xstream xtraverse yaml-js yayson yerror youch yqueue zeros ztable
`;
