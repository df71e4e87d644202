import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
  /// A response with an answer as its JSON body.
  init(_ answer: Answer, status: HTTPResponse.Status = .ok) {
    self.init(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: answer.json)))
  }
}
