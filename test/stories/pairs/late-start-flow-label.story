# The second capture begins after the request. A reset that a device sent to the server has the numbers of the client's own
# answer; the flow label, which no router changes, tells them apart.
client [2001:db8::2]:50123 ttl 64 flow 9
server [2001:db8:9::9]:80 ttl 61 flow 5
device ttl 62
second hops 3 delay 3 from 11
+0      C > S  SYN
+7ms    S > C  SYN-ACK
+0.1ms  C > S  ACK
+0.1ms  C > S  GET / host blocked.example.com  @get
+2ms    M > C  RST flow 0 ttl 64               @forged
+3.8ms  M > S  RST flow 0 ttl 62 seq next    @other
+2ms    S > C  ACK
+0.1ms  C > S  RST flow 9                      @own
+1s     end
expect @forged origin middlebox
expect there @other not client
expect @own origin client seen-there @own
