# A front end sends its data with 128 and its kernel's resets with 64: both came five hops.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 123 rst-ttl 59
+0      C > S  SYN
+5ms    S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com
+6ms    S > C  SERVERHELLO 1200
+0.1ms  C > S  ACK
+240s   C > S  appdata 200                  @data
+5ms    S > C  RST                          @reset
expect @reset origin server silent ttl-shift no-hops trigger @data
