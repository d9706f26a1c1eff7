# A closed host would answer both the ACK and the ClientHello a millisecond later. One reset, one trigger: the
# ClientHello. Nothing in it is foreign to the server, and nothing explains that it should know no such connection.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com        @hello
+26ms   S > C  RST                          @reset
+5s     end
expect @reset origin unknown trigger @hello
