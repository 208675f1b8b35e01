export const words = {
  zh: {
    views: "查看",
    log: "事件日志",
    proof: "封存与证明",
    key: "选择服务的公钥（PEM 文件）",
    keyWhy: "公钥请向出具方另行索取，不要从本页面或同一台服务器取得。文件只在本浏览器中读取。",
    keyGiven: "已读取公钥 {name}",
    keyBad: "{name} 不是 PEM 格式的 SM2 公钥。",
    keySecret: "{name} 是私钥。核对签名只需要公钥，请不要把私钥交给网页。",
    keyAway: "不用这把公钥",
    tooLarge: "{name} 太大，不会是这种文件。",
    dropHere: "也可以把文件拖到这里",
  },
  en: {
    views: "Views",
    log: "Event log",
    proof: "Seal and proof",
    key: "Choose the public key of the service (PEM file)",
    keyWhy:
      "Get the key from whoever gives the proofs, not from this page or this server. The file is read in this browser only.",
    keyGiven: "Read the public key {name}",
    keyBad: "{name} is no public SM2 key in PEM.",
    keySecret:
      "{name} is a private key. To check signatures the public one is enough; never give the private one to a page.",
    keyAway: "Do without this key",
    tooLarge: "{name} is too large to be such a file.",
    dropHere: "or drop the file here",
  },
};
