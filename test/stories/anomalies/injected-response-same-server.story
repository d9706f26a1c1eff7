ipv4-only: rests on the DF bit
# A proxy on the server's own side packs the answer anew: without the don't-fragment bit, but with all marks of the server.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:80 ttl 46 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com   @request
+26ms   S > C  ACK
+5ms    S > C  data 900                     @first
+0.1ms  C > S  ACK dropped
+230ms  S > C  other-data 900 seq =seq of @first no-df  @second
+0.1ms  C > S  ACK
expect kind injected-response origin unknown severity warn trigger @request
expect @second accusing dont-fragment clearing ttl-shift ip-id timestamps mac-address
