# An old stack aborts without the ACK flag; its last data comes in behind that, and the client's kernel resets it.
ipv4-only: the IP ID tells the order
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46 id counter 900
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 1400                    @data
+0.1ms  C > S  ACK
+50ms   S > C  RST seq =end of @data +1400 window 0 id 905 @reset
+2ms    S > C  data 1400 id 904             @late
+0.1ms  C > S  RST                          @reply
expect @reset not middlebox silent both-ways
expect @reply origin client
