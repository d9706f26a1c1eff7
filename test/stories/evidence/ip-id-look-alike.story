# A Linux server counts in its sockets and sends its kernel's replies with 0: that says nothing.
ipv4-only: rests on the IP ID
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46 id linux 4000
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+100s   C > S  data 100                     @late
+26ms   S > C  RST                          @reset
expect @reset origin server silent ip-id ip-id-copy shared-counter trigger @late
