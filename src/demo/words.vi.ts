import type { DemoWords } from './words.js';

export const VIETNAMESE: DemoWords = {
  production:
    'Bản trình diễn tạo những tài khoản mà ai cũng biết mật khẩu, nên không chạy khi NODE_ENV=production. Hãy bỏ NODE_ENV, hoặc dùng `ketnoi serve` để chạy dịch vụ.',
  starting: 'Đang khởi động cơ sở dữ liệu và dịch vụ (lần đầu mất vài giây)…',
  waiting: 'Một bản trình diễn khác đang chạy trên cơ sở dữ liệu này; đang chờ nó xong…',
  interrupted: 'Đã dừng giữa chừng; lần chạy sau sẽ làm tiếp.',
  steps: {
    service: 'Cơ sở dữ liệu và dịch vụ đã sẵn sàng',
    operator: 'Người vận hành cấp quyền cho cán bộ và nạp danh sách Open Supply Hub',
    suppliers: 'Doanh nghiệp đăng ký và khai năng lực',
    checks: 'Cán bộ kiểm tra chứng chỉ và năng lực',
    requests: 'Bên mua đăng yêu cầu',
    matching: 'Đối chiếu các dòng yêu cầu',
    reviews: 'Cán bộ duyệt kết quả',
    reading: 'Mỗi bên xem phần của mình',
  },
  checkNote: 'Đã đối chiếu với bản gốc (trình diễn).',
  secondLook: 'Đã xem lại năng lực của doanh nghiệp: giữ quyết định duyệt.',
  rejection: 'Doanh nghiệp báo đã kín đơn hàng đến hết năm.',
  question: (unknown) => `Đề nghị doanh nghiệp bổ sung thông tin về: ${unknown.join(', ')}.`,

  eligibility: { ELIGIBLE: 'Đạt', TO_CONFIRM: 'Cần xác nhận', NEAR_MISS: 'Gần đạt', UNSUITABLE: 'Không phù hợp' },
  outcome: { MET: 'đạt', UNMET: 'không đạt', UNKNOWN: 'chưa rõ' },
  review: {
    PENDING: 'chờ duyệt',
    INFORMATION_REQUESTED: 'đã hỏi thêm',
    APPROVED: 'đã duyệt',
    REJECTED: 'từ chối',
  },
  decision: {
    APPROVE: 'duyệt',
    REJECT: 'từ chối',
    REQUEST_INFORMATION: 'hỏi thêm',
    ANSWER: 'trả lời',
    UNDO: 'hoàn tác',
  },
  evidence: {
    DECLARED: 'tự khai',
    DOCUMENTED: 'có hồ sơ',
    VERIFIED: 'đã xác minh',
    VISITED: 'đã khảo sát',
    PROVEN: 'đã giao hàng',
  },
  preference: (label, weight) => `${label} (ưu tiên ${weight})`,

  title: 'Kết nối: từ năng lực của doanh nghiệp đến đơn hàng của bên mua',
  fictional:
    'Doanh nghiệp, con người, chứng chỉ và số liệu ở đây đều là hư cấu; riêng hai danh sách Open Supply Hub là thật.',
  registryTitle: 'Sổ đăng ký',
  registry: (firms, sites) => `${firms} doanh nghiệp tự đăng ký, ${sites} địa điểm sản xuất`,
  claims: (what, total, parts) => `${total} ${what === 'capabilities' ? 'năng lực' : 'chứng chỉ'}: ${parts}`,
  list: (source, rows, rejected) =>
    `${source}: ${rows} nhà máy may${rejected === '0' ? '' : `, ${rejected} dòng bị từ chối`}`,
  requestsTitle: (requests, lines) => `${requests} yêu cầu, ${lines} dòng, và doanh nghiệp nào làm được`,
  buyer: 'Bên mua',
  operations: 'Công đoạn',
  ranking: ['#', 'Doanh nghiệp', 'Kết luận', 'Điểm', 'Bằng chứng', 'Duyệt'],
  moreFirms: (count) => `… và ${count} doanh nghiệp nữa`,
  more: (count) => `… và ${count} mục nữa`,
  verdictsOf: (firm) => `Vì sao ${firm}:`,
  verdicts: ['Tiêu chí', 'Yêu cầu', 'Doanh nghiệp khai', 'Dư (+) / thiếu (−)', 'Kết quả', 'Bằng chứng'],
  others: 'Các doanh nghiệp khác, điều chưa rõ:',
  nearMisses: 'Gần đạt, còn thiếu:',
  nobody: 'Không doanh nghiệp nào có công đoạn liên quan.',

  listedTitle: 'Hồ sơ im lặng: các nhà máy chỉ có tên trong danh sách Open Supply Hub',
  listed: (firms, line) => `${firms} nhà máy được xét cho “${line}”:`,
  listedMet: (met, unknown, unmet) =>
    `Tiêu chí bắt buộc của các nhà máy này: ${met} đạt, ${unknown} chưa rõ, ${unmet} không đạt. Điều chưa khai không bao giờ được coi là đạt.`,
  listedExample: (firm) => `Ví dụ ${firm}:`,

  officialTitle: (name) => `Cán bộ ${name} thấy`,
  counts: ['Chờ duyệt', 'Đã hỏi thêm', 'Đã duyệt', 'Từ chối'],
  certificates: (unchecked, expiring) =>
    `${unchecked} chứng chỉ có hồ sơ chờ kiểm tra, ${expiring} chứng chỉ sắp hết hạn trong 60 ngày.`,
  decisions: ['Yêu cầu', 'Doanh nghiệp', 'Các bước đã làm', 'Ghi chú cuối'],
  buyersTitle: 'Bên mua thấy: chỉ những kết quả cán bộ đã duyệt',
  buyers: ['Bên mua', 'Dòng yêu cầu', 'Doanh nghiệp được giới thiệu', 'Điểm'],
  buyersNote: 'Kết quả chờ duyệt, đang hỏi thêm và bị từ chối không hiện ra với bên mua.',
  supplierTitle: (firm) => `${firm} thấy: việc dành cho mình, và điều còn thiếu nếu bên mua cho phép`,
  supplierNote:
    'Mỗi yêu cầu chỉ cho biết sơ lược; bên mua cho phép thì mới thấy thêm và thấy điều còn thiếu. Doanh nghiệp không biết ai là bên mua và ai khác được xét.',
  notTold: 'được biết khi bên mua cho phép',
  aMonth: (volume) => `${volume} mỗi tháng`,
  region: {
    NORTHERN_VIETNAM: 'giao ở miền Bắc',
    CENTRAL_VIETNAM: 'giao ở miền Trung',
    SOUTHERN_VIETNAM: 'giao ở miền Nam',
    ABROAD: 'giao ở nước ngoài',
  },
  supplier: ['Công đoạn được hỏi', 'Sơ lược', 'Duyệt', 'Kết luận và cách khắc phục'],
  moreUnsuitable: (count) => `… và ${count} dòng yêu cầu mà doanh nghiệp không phù hợp`,

  nextTitle: 'Thử tiếp',
  next: [
    ['ketnoi demo --serve', 'giữ dịch vụ chạy để tự đăng nhập và xem bằng GraphiQL'],
    ['ketnoi match yeu-cau.yaml', 'đối chiếu yêu cầu của bạn với sổ đăng ký này, không lưu lại gì'],
    ['ketnoi demo --json', 'mọi kết luận ở dạng JSON, mỗi dòng một đối tượng'],
    ['ketnoi doctor', 'kiểm tra cấu hình, cơ sở dữ liệu, hàng đợi và chuỗi nhật ký'],
  ],
  done: (seconds) => `Xong sau ${seconds} giây.`,
  serving: 'Dịch vụ đang chạy',
  account: { official: 'Cán bộ', supplier: 'Doanh nghiệp', buyer: 'Bên mua' },
  password: 'mật khẩu',
  authenticator: 'ứng dụng xác thực',
  stop: 'Các tài khoản này chỉ dùng để trình diễn. Nhấn Ctrl-C để dừng.',
};
